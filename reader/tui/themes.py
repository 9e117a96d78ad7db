"""The two palettes of our own, and our variables for every other theme."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dateline-dark",
    primary="#8fb3d1",
    secondary="#a99bc7",
    accent="#e3a857",
    warning="#e0c06a",
    error="#dd7f72",
    success="#9bbf85",
    foreground="#d9d5cb",
    background="#15171a",
    surface="#1a1d21",
    panel="#24282d",
    dark=True,
    variables={
        "unread": "#e3a857",
        "starred": "#e0c06a",
        "story": "#a99bc7",
        "inserted": "#9bbf85",
        "deleted": "#dd7f72",
        "border": "#3a4047",
        "border-blurred": "#2b3036",
        "thumb": "#3a4047",
        "muted": "#8f8b82",
        "cursor-line": "#2c3138",
        "cursor-line-blurred": "#202429",
        "footer-background": "#1a1d21",
        "input-selection-background": "#8fb3d1 35%",
    },
)

LIGHT = Theme(
    name="dateline-light",
    primary="#2b5f8a",
    secondary="#6a5593",
    accent="#a8451f",
    warning="#8a6a10",
    error="#b02a2a",
    success="#3f7332",
    foreground="#26231e",
    background="#f7f4ed",
    surface="#f1ede4",
    panel="#e7e2d6",
    dark=False,
    variables={
        "unread": "#a8451f",
        "starred": "#8a6a10",
        "story": "#6a5593",
        "inserted": "#3f7332",
        "deleted": "#b02a2a",
        "border": "#c9c2b2",
        "border-blurred": "#ddd7ca",
        "thumb": "#c9c2b2",
        "muted": "#6f685b",
        "cursor-line": "#e0d9c9",
        "cursor-line-blurred": "#ebe6da",
        "footer-background": "#f1ede4",
        "input-selection-background": "#2b5f8a 25%",
    },
)

THEMES = (DARK, LIGHT)


def variables(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that does not know them: its own nearest colours."""
    return {
        "unread": theme.accent or theme.primary,
        "starred": theme.warning or theme.primary,
        "story": theme.secondary or theme.primary,
        "inserted": theme.success or theme.primary,
        "deleted": theme.error or theme.primary,
        "thumb": "ansi_bright_black" if theme.ansi else f"{theme.primary} 30%",
        "muted": "ansi_bright_black" if theme.ansi else f"{theme.foreground or '#888888'} 60%",
        # No terminal's own colour is sure to be seen beneath all others: the bar has to do.
        "cursor-line": "ansi_default" if theme.ansi else f"{theme.primary} 22%",
        "cursor-line-blurred": "ansi_default" if theme.ansi else f"{theme.primary} 9%",
    }
