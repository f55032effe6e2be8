"""Whatever changes what stands around every page renews the frame."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from wagtail.images import get_image_model

from content.website.models import Menu, OfficeSettings, SiteAlert
from content.website.site_frame import renew_frame


def frame_changed(sender: type, instance: object, **kwargs: object) -> None:
    renew_frame()


def image_changed(sender: type, instance: object, *, created: bool = False, **kwargs: object) -> None:
    # A new picture is nobody's logo yet. A deleted logo leaves the settings without any signal of their own.
    if not created:
        frame_changed(sender, instance)


def connect() -> None:
    for model in (OfficeSettings, Menu, SiteAlert):
        name = model.__name__
        post_save.connect(frame_changed, sender=model, dispatch_uid=f"website.{name}_saved")
        post_delete.connect(frame_changed, sender=model, dispatch_uid=f"website.{name}_gone")
    post_save.connect(image_changed, sender=get_image_model(), dispatch_uid="website.image_saved")
    post_delete.connect(image_changed, sender=get_image_model(), dispatch_uid="website.image_gone")
