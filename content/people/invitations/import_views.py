"""Inviting the staff of a school by a list: choose the file, look at what would happen, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.people.invitations import services
from content.people.invitations.columns import ColumnError
from content.people.invitations.permissions import roles_to_give
from content.people.invitations.sheet import SheetError, read_sheet
from content.people.invitations.staff_list import check
from content.people.invitations.views import for_inviters
from content.people.models import School, WorkGroup

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.people.models import User

SALT = "people.staff-list"
GOOD_FOR_SECONDS = 3600
EXAMPLE = (
    "อีเมล,ตำแหน่ง,บทบาท,โรงเรียน\r\n"
    "khru1@example.go.th,ครูผู้สอน,สมาชิก,\r\n"
    "director@example.go.th,ผู้อำนวยการโรงเรียน,ผู้เขียน,\r\n"
)


class StaffListForm(forms.Form):
    school = forms.ModelChoiceField(
        School.objects.all(),
        label=gettext_lazy("School"),
        required=False,
        help_text=gettext_lazy("For rows that name no school themselves."),
    )
    file = forms.FileField(
        label=gettext_lazy("List of staff (CSV or XLSX)"),
        allow_empty_file=True,
        help_text=gettext_lazy("At most 500 people and 1 MB. The first row names the columns."),
        widget=forms.FileInput(
            attrs={"accept": ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_inviters
def import_staff(request: HttpRequest) -> HttpResponse:
    """
    Nothing is saved: the rows that may be invited go back to the browser, signed, and come again when confirmed.

    A file that is refused leaves no trace, neither in the database nor on the disk.
    """
    form = StaffListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            # One byte more than allowed is enough to know that it is too large.
            sheet = read_sheet(form.cleaned_data["file"].read(1024 * 1024 + 1))
            staff = check(sheet, inviter=request.user, school=form.cleaned_data["school"])
        except (SheetError, ColumnError) as error:
            form.add_error("file", str(error))
        else:
            rows = [person.as_values() for person in staff.good]
            signed = signing.dumps({"by": request.user.pk, "rows": rows}, salt=SALT, compress=True) if rows else ""
            return render(request, "people/invitations/preview.html", {"staff": staff, "signed": signed})
    return render(request, "people/invitations/import.html", {"form": form})


@require_POST
@for_inviters
def confirm_import(request: HttpRequest) -> HttpResponse:
    rows = _read_signed(request.POST.get("rows", ""), request.user)
    if rows is None:
        messages.error(request, _("The preview is older than an hour. Choose the file again."))
        return HttpResponseRedirect(reverse("import_staff"))
    made, refused = services.invite_many(people=_with_places(rows, request.user), invited_by=request.user)
    messages.success(
        request,
        ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", made)
        % {"count": made},
    )
    if refused:
        messages.warning(
            request,
            ngettext(
                "%(count)d person was invited or got an account meanwhile.",
                "%(count)d people were invited or got accounts meanwhile.",
                refused,
            )
            % {"count": refused},
        )
    return HttpResponseRedirect(reverse("invitations"))


@require_safe
@for_inviters
def example(request: HttpRequest) -> HttpResponse:
    """A file to fill in, with the mark by which Excel knows Thai."""
    headers = {"Content-Disposition": 'attachment; filename="staff.csv"'}
    return HttpResponse("\ufeff" + EXAMPLE, content_type="text/csv; charset=utf-8", headers=headers)


def _read_signed(signed: str, user: User) -> list[dict[str, object]] | None:
    """The rows of a preview of this person's; None for any other or an old one."""
    try:
        data = signing.loads(signed, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        return None
    return data["rows"] if data["by"] == user.pk else None


def _with_places(rows: list[dict[str, object]], inviter: User) -> list[dict[str, object]]:
    """Ids as objects again. A school that was deleted since the preview is left out; a role no longer mine, too."""
    schools = School.objects.in_bulk({row["school"] for row in rows if row["school"]})
    groups = WorkGroup.objects.in_bulk({row["work_group"] for row in rows if row["work_group"]})
    roles = {role.value for role in roles_to_give(inviter)}
    return [
        {**row, "school": schools.get(row["school"]), "work_group": groups.get(row["work_group"])}
        for row in rows
        if row["role"] in roles
    ]
