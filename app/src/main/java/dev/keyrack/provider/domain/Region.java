package dev.keyrack.provider.domain;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the addresses at which a provider serves.
///
/// @param id      the descriptor's word for it, such as `eu`
/// @param label   for people
/// @param address scheme and host, perhaps with profile parameters in braces
public record Region(String id, String label, String address) {
    private static final Pattern PARAMETER = Pattern.compile("\\{param\\.([A-Za-z0-9_-]+)}");
    /// What cannot end a host's name or begin a path, so that no value leads to another host.
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /// The address with a profile's parameters in it; empty if one is missing or is no part of a host's name.
    ///
    /// @param parameters by name, without the initial values of the descriptor
    public Optional<String> resolved(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        Matcher found = PARAMETER.matcher(address);
        while (found.find()) {
            String value = parameters.getOrDefault(found.group(1), "").strip();
            if (!LABEL.matcher(value).matches()) {
                return Optional.empty();
            }
            found.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return Optional.of(found.appendTail(text).toString());
    }
}
