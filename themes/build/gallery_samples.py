"""What the gallery shows in each component: plain values as pages hand them over, in the Thai of the field."""

from __future__ import annotations

import datetime

MENU = [
    {"title": "คลังความรู้", "url": "#bank", "is_current": True, "children": []},
    {"title": "ข่าว", "url": "#news", "is_current": False, "children": []},
    {"title": "บริการ", "url": "#services", "is_current": False, "children": []},
    {"title": "โรงเรียน", "url": "#schools", "is_current": False, "children": []},
    {
        "title": "เกี่ยวกับสำนักงาน",
        "url": "#about",
        "is_current": False,
        "children": [
            {"title": "กลุ่มงาน", "url": "#groups", "is_current": False},
            {"title": "ทีมงานข้ามกลุ่ม", "url": "#teams", "is_current": False},
            {"title": "ติดต่อสำนักงาน", "url": "#contact", "is_current": False},
        ],
    },
]
FOOTER_MENU = [
    {"title": title, "url": f"#{number}", "is_current": False, "children": []}
    for number, title in enumerate(
        ["ติดต่อสำนักงาน", "แผนผังเว็บไซต์", "นโยบายคุ้มครองข้อมูลส่วนบุคคล", "ข้อมูลสาธารณะ (OIT)", "ร้องเรียนการทุจริต", "ถามตอบ (Q&A)"]
    )
]
OFFICE = {
    "name": "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาพัทลุง เขต 2",
    "short_name": "สพป.พัทลุง เขต 2",
    "site_name": "ขุมความรู้",
    "address": "ถนนเพชรเกษม ตำบลแม่ขรี อำเภอตะโหมด จังหวัดพัทลุง 93160",
    "phone": "0 7469 5555",
    "phone_url": "tel:+6674695555",
    "email": "office@example.invalid",
    "line_url": "#line",
    "facebook_url": "#facebook",
    "map_url": "#map",
    "hours": "วันราชการ 08.30–16.30 น.",
    "logo": None,
    "alert": {
        "text": "โรงเรียนในเขตน้ำท่วมปิดเรียนถึงวันศุกร์ที่ 27 พฤศจิกายน 2569",
        "level": "warning",
        "url": "#alert",
        "link_label": "ดูรายชื่อโรงเรียน",
    },
}
TOC = [
    {"title": title, "anchor": f"s{number}"}
    for number, title in enumerate(
        ["ภาพรวม", "มาตรฐานและตัวชี้วัด", "กิจกรรมการเรียนรู้", "สื่อและใบงาน (4)", "การประเมิน", "บันทึกหลังสอน (7)"]
    )
]
FACTS = [
    {"label": "ชั้น", "value": "ป.5"},
    {"label": "เวลา", "value": "20 ชั่วโมง"},
    {"label": "กลุ่มสาระ", "value": "5 สาระ"},
    {"label": "ปีการศึกษา", "value": "2569"},
]
KINDS = [
    {"kind": "learning-unit", "label": "หน่วยการเรียนรู้", "url": "#1", "count_text": "6 หน่วย"},
    {"kind": "mind-map", "label": "แผนผังความคิด", "url": "#2", "count_text": "9 แผนผัง"},
    {"kind": "focus-group", "label": "ผลสนทนากลุ่ม", "url": "#3", "count_text": "4 ครั้ง"},
    {"kind": "reflection", "label": "กระดาษหน้าเดียว", "url": "#4", "count_text": "12 แผ่น"},
    {"kind": "note", "label": "บันทึกความรู้", "url": "#5", "count_text": "18 เรื่อง"},
]
CARDS = [
    {
        "kind": "learning-unit",
        "kind_label": "หน่วยการเรียนรู้",
        "title": "ทะเลน้อย บ้านของนกน้ำ",
        "summary": "ระบบนิเวศพื้นที่ชุ่มน้ำกับวิถีชีวิตลุ่มทะเลสาบ เด็กๆ สำรวจ นับ วาด และเล่า",
        "facts": ["ป.5", "20 ชั่วโมง", "ว ส ค ท ศ"],
    },
    {
        "kind": "mind-map",
        "kind_label": "แผนผังความคิด",
        "title": "ข้าวสังข์หยด จากนาสู่ครัว",
        "summary": "กิ่งหลักสี่กิ่ง: พันธุ์ข้าว ฤดูทำนา คนทำนา และสำรับ",
        "facts": ["งานนิเทศ", "12 ก.ค. 2569"],
    },
    {
        "kind": "note",
        "kind_label": "บันทึกความรู้",
        "title": "สระผสม 4 สัปดาห์ ด้วยบัตรคำในบ้าน",
        "summary": "เริ่มจากคำที่เด็กเห็นทุกวัน เสื่อ เรือ วัว แล้ว “แกะ” เสียงทีละส่วน เ-ีย เ-ือ -ั-ว",
        "facts": ["แนวปฏิบัติที่ดี", "ป.2"],
    },
]
ROWS = [
    {
        "kind": "learning-unit",
        "kind_label": "หน่วยการเรียนรู้",
        "title_segments": [{"text": "ทะเลน้อย บ้านของ", "match": False}, {"text": "นกน้ำ", "match": True}],
        "passage_segments": [
            {"text": "…สำรวจแหล่งอาหารของ", "match": False},
            {"text": "นกน้ำ", "match": True},
            {"text": " เขียนโซ่อาหาร และนับจำนวน", "match": False},
            {"text": "นกเป็ดน้ำ", "match": True},
            {"text": "ด้วยแผนภูมิแท่ง…", "match": False},
        ],
        "facts": ["ป.5", "20 ชั่วโมง", "กลุ่มสาระวิทยาศาสตร์ฯ"],
        "date": datetime.date(2026, 6, 3),
    },
    {
        "kind": "focus-group",
        "kind_label": "ผลสนทนากลุ่ม",
        "title": "ความต้องการด้านอินเทอร์เน็ตของโรงเรียนขนาดเล็ก",
        "summary": "ครูขอความเร็วพอเปิดสื่อพร้อมกันทั้งห้อง ผู้บริหารขอแผนสำรองเมื่อสัญญาณหลุด",
        "facts": ["ครู 8 คน", "5 ข้อสรุป"],
        "date": datetime.date(2026, 11, 5),
    },
]
NEWS = [
    {
        "date": datetime.date(2026, 11, 18),
        "title": "เปิดรับผลงานหน่วยบูรณาการ ภาคเรียนที่ 2",
        "facts": ["กลุ่มนิเทศ ติดตามและประเมินผลฯ"],
    },
    {
        "date": datetime.date(2026, 11, 12),
        "title": "เวทีแลกเปลี่ยนเรียนรู้ “อ่านออกทั้งห้อง” วันศุกร์นี้",
        "facts": ["ห้องประชุมทะเลน้อย"],
    },
]
FACET_GROUPS = [
    {
        "name": "kind",
        "label": "ประเภท",
        "options": [
            {"value": "learning-unit", "label": "หน่วยการเรียนรู้", "count": 8, "selected": True, "url": "#"},
            {"value": "note", "label": "บันทึกความรู้", "count": 1206, "selected": False, "url": "#"},
            {"value": "mind-map", "label": "แผนผังความคิด", "count": 3, "selected": False, "url": "#"},
        ],
    },
    {
        "name": "area",
        "label": "กลุ่มสาระ",
        "options": [
            {"value": "sci", "label": "วิทยาศาสตร์และเทคโนโลยี", "count": 9, "selected": False, "url": "#"},
            {"value": "soc", "label": "สังคมศึกษา ศาสนา และวัฒนธรรม", "count": 6, "selected": False, "url": "#"},
        ],
    },
]
PAGINATION = {
    "page": 3,
    "num_pages": 9,
    "previous_url": "#2",
    "next_url": "#4",
    "pages": [
        {"number": 1, "url": "#1"},
        {"number": 2, "url": "#2"},
        {"number": 3, "url": "#3", "current": True},
        {"number": 4, "url": "#4"},
        {"gap": True},
        {"number": 9, "url": "#9"},
    ],
}
RELATED = [
    {"title": "ชีวิตรอบทะเลน้อย", "url": "#", "kind": "mind-map", "kind_label": "แผนผังความคิด"},
    {"title": "พานักเรียน ป.5 ดูนกน้ำ ต้องเตรียมอะไรบ้าง", "url": "#", "kind": "note", "kind_label": "บันทึกความรู้"},
]
FILES = [
    {"title": "ใบงานที่ 1 สมุดบันทึกนกของฉัน", "url": "#", "size": 845_000, "type": "PDF"},
    {"title": "แบบประเมินการทำงานกลุ่ม", "url": "#", "size": 1_230_000, "type": "DOCX"},
]
STEPS = [
    {"title": "ตั้งคำถามจากเสียงนก", "text": "เปิดเสียงนกให้ฟัง ถามว่าได้ยินกี่ชนิด"},
    {"title": "สำรวจริมบึง", "text": "นับนก วาดแหล่งอาหาร ทำแผนภูมิแท่ง"},
    {"title": "นำเสนอหน้าชั้น", "text": ""},
]
ACTIVITIES = [
    ("1. ตั้งคำถาม", "เปิดเสียงนกให้ฟัง ถามว่าได้ยินกี่ชนิด", "จดสิ่งที่ได้ยิน ตั้งคำถามที่อยากรู้คนละ 3 ข้อ", "บัตรคำถาม", 2),
    ("2. สำรวจ", "พาสำรวจริมบึง กำหนดจุดสังเกต", "นับนก วาดแหล่งอาหาร ทำแผนภูมิแท่ง", "สมุดสำรวจ", 6),
]
TIMELINE = [
    {"date": datetime.date(2026, 6, 3), "title": "ศึกษานิเทศก์ตรวจแล้ว", "text": "ปรับเกณฑ์การประเมินให้ชัดขึ้น"},
    {"date": datetime.date(2026, 5, 20), "title": "ครูส่งเข้าคลังความรู้"},
]
QUESTIONS = [
    {"title": "ใครใช้หน่วยการเรียนรู้นี้ได้บ้าง", "text": "ครูทุกโรงเรียน ใช้และปรับได้ โดยบอกที่มา"},
    {"title": "ไม่มีแหล่งน้ำใกล้โรงเรียน ทำอย่างไร", "text": "ใช้สวนหลังบ้านหรือทุ่งนาแทนได้ กิจกรรมเหมือนเดิม"},
]
DEFINITIONS = [
    {"label": "วันเวลา", "value": "5 พฤศจิกายน 2569 09.00–12.00 น."},
    {"label": "สถานที่", "value": "ห้องประชุมทะเลน้อย สำนักงานเขตพื้นที่การศึกษาประถมศึกษาพัทลุง เขต 2"},
    {"label": "ผู้ดำเนินการ", "value": "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา"},
]
STATS = [
    {"value": "1,284", "label": "นักเรียน", "kind": "learning-unit"},
    {"value": "97", "label": "โรงเรียนในสังกัด", "kind": "note"},
    {"value": "12", "label": "กลุ่มงานและทีมงาน", "kind": "mind-map"},
]
TAGS = [{"name": name, "url": "#"} for name in ("ทะเลน้อย", "บูรณาการ", "นกน้ำ", "โครงงาน", "สิ่งแวดล้อม")]
AUTHORS = [{"role": "ครูกลุ่มสาระวิทยาศาสตร์", "url": ""}, {"role": "ศึกษานิเทศก์", "url": "#"}]


ACTIVE = [{"label": "หน่วยการเรียนรู้", "remove_url": "#"}, {"label": "ปีการศึกษา 2569", "remove_url": "#"}]


def context() -> dict[str, object]:
    """All samples under the names gallery.html uses."""
    return {
        "office": OFFICE,
        "menus": {"header": MENU, "footer": FOOTER_MENU},
        "breadcrumbs": [{"title": "คลังความรู้", "url": "#"}, {"title": "หน่วยการเรียนรู้", "url": "#"}],
        "today": datetime.date(2026, 11, 22),
        **{name.lower(): value for name, value in globals().items() if name.isupper() and name not in {"OFFICE"}},
    }
