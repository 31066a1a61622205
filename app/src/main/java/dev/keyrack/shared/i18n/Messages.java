package dev.keyrack.shared.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/// The texts of one language. Each feature has its own bundle, `texts.properties` in its folder, and the first word of
/// a key names the feature: `key.table.count` stands in `dev/keyrack/key/texts.properties`. Keys are literal at the
/// call, so that a test can hold bundles and code together. Any thread.
public final class Messages {
    private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();
    private final Locale locale;

    private Messages(Locale locale) {
        this.locale = locale;
    }

    /// The texts for `locale`, in English where there is no translation.
    public static Messages forLocale(Locale locale) {
        return new Messages(locale);
    }

    /// The text under `key`, its placeholders filled in as [MessageFormat] does.
    ///
    /// @throws java.util.MissingResourceException if there is no such text
    public String get(String key, Object... arguments) {
        String feature = key.substring(0, key.indexOf('.'));
        String pattern = bundles.computeIfAbsent(feature, this::load).getString(key);
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /// The language that numbers and dates are written in.
    public Locale locale() {
        return locale;
    }

    private ResourceBundle load(String feature) {
        return ResourceBundle.getBundle("dev.keyrack." + feature + ".texts", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
