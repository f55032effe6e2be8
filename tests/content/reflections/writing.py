"""A sheet as the form sends it."""

from __future__ import annotations


def written(**changes: object) -> dict[str, object]:
    return {
        "title": "ข้อคิดของฉัน",
        "su_points": "งานวิชาการคืองานหลัก\nทุกกลุ่มตอบให้ได้",
        "ji_points": "เริ่มจากปัญหาผู้เรียน",
        "pu_questions": "ใครตรวจสอบระหว่างทาง",
        "li_summary": "เปลี่ยนเป็นแผนของผู้เรียน",
        "keywords": "บูรณาการ\nผู้เรียน",
        "promise-TOTAL_FORMS": "3",
        "promise-INITIAL_FORMS": "0",
        "promise-0-text": "ยกร่างรายการปัญหา",
        "promise-0-due_date": "30/11/2569",
        "promise-0-stage": "P",
        "action": "hand-in",
        **changes,
    }
