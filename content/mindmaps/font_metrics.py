"""
Widths of the letters of the site's font, Noto Sans Thai Looped, in thousandths of the font size.

Taken from the font's own table (hmtx), so that the server can measure text it never draws. Marks above and below a
letter have no width.
"""

from __future__ import annotations

FIRST_LATIN, FIRST_THAI = 0x20, 0x0E01
# What the font lacks is drawn from another face; no letter of those is likely to be wider than its size.
OTHER_WIDTH = 1000

REGULAR_LATIN = """
    260 269 408 646 572 831 732 225 300 300 551 572 268 322 268 372 572 572 572 572 572 572 572 572 572 572 268
    268 572 572 572 434 899 639 650 632 730 556 519 728 741 339 273 619 524 907 760 781 605 781 622 549 556 731
    600 930 586 566 572 329 372 329 572 444 281 561 615 480 615 564 344 615 618 258 258 534 258 935 618 605 615
    615 413 479 361 618 508 786 529 510 470 380 551 380 572
"""
REGULAR_THAI = """
    616 555 573 635 631 630 519 537 624 556 574 874 875 629 629 546 638 906 881 639 639 607 654 565 624 646 646
    646 646 702 702 628 635 614 472 607 574 628 481 636 677 575 660 703 584 598 490 404 0 421 421 0 0 0 0 0 0 0
    600 600 600 600 572 336 622 372 372 354 421 556 0 0 0 0 0 0 0 0 632 650 655 784 748 636 636 611 929 684 707
    732 1067
"""
BOLD_LATIN = """
    260 282 479 646 575 902 773 266 336 336 542 581 293 320 281 415 581 581 581 581 581 581 581 581 581 581 281
    286 581 581 581 477 898 692 665 642 732 552 531 735 756 401 321 660 559 944 805 791 621 791 656 566 577 747
    657 996 670 626 596 326 415 326 543 478 365 599 632 516 632 597 386 632 650 299 298 610 298 975 650 625 632
    632 447 502 421 650 571 862 591 571 493 412 525 412 581
"""
BOLD_THAI = """
    650 593 616 672 671 656 554 570 654 591 608 921 913 659 659 582 667 957 918 677 677 639 685 587 654 669 669
    684 684 747 747 658 658 648 500 639 605 658 501 674 699 608 685 748 616 627 534 424 0 440 440 0 0 0 0 0 0 0
    600 600 600 600 575 359 665 385 385 366 440 597 0 0 0 0 0 0 0 0 647 670 678 826 783 661 661 631 980 700 756
    805 1077
"""


def _widths(latin: str, thai: str) -> dict[str, int]:
    table = {chr(FIRST_LATIN + place): int(width) for place, width in enumerate(latin.split())}
    table.update({chr(FIRST_THAI + place): int(width) for place, width in enumerate(thai.split())})
    return table


REGULAR = _widths(REGULAR_LATIN, REGULAR_THAI)
BOLD = _widths(BOLD_LATIN, BOLD_THAI)
# Dashes, quotation marks and spaces that Thai texts use besides.
REGULAR.update(
    {
        "\u00a0": 260,
        "\u200b": 0,
        "\u2013": 500,
        "\u2014": 1000,
        "\u2018": 175,
        "\u2019": 175,
        "\u201c": 359,
        "\u201d": 359,
        "\u2022": 376,
        "\u2026": 791,
    }
)
BOLD.update(
    {
        "\u00a0": 260,
        "\u200b": 0,
        "\u2013": 500,
        "\u2014": 1000,
        "\u2018": 221,
        "\u2019": 221,
        "\u201c": 444,
        "\u201d": 444,
        "\u2022": 386,
        "\u2026": 837,
    }
)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in the units of `size`."""
    table = BOLD if bold else REGULAR
    return sum(table.get(character, OTHER_WIDTH) for character in text) * size / 1000
