package dev.keyrack.key.ui;

import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// How a key's status looks: icon and colour, beside the word.
enum StatusLook {
    ACTIVE(BootstrapIcons.CIRCLE_FILL, "success"), ACTIVE_WHEN_LAST_SEEN(BootstrapIcons.CIRCLE, "muted"), DISABLED(
            BootstrapIcons.PAUSE_CIRCLE,
            "muted"), EXPIRED(BootstrapIcons.CLOCK_HISTORY, "warning"), REVOKED(BootstrapIcons.SLASH_CIRCLE,
                    "muted"), DEAD(BootstrapIcons.X_OCTAGON, "muted"), GONE(BootstrapIcons.DASH_CIRCLE_DOTTED, "muted");

    private final BootstrapIcons icon;
    private final String tone;

    StatusLook(BootstrapIcons icon, String tone) {
        this.icon = icon;
        this.tone = tone;
    }

    BootstrapIcons icon() {
        return icon;
    }

    /// `success`, `warning` or `muted`: the end of a style class.
    String tone() {
        return tone;
    }

    /// Size at which it looks as large as the others.
    int size() {
        return this == ACTIVE || this == ACTIVE_WHEN_LAST_SEEN ? 8 : 12;
    }
}
