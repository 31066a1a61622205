package dev.keyrack.provider.domain;

import java.util.List;
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
    /// @param given by name, as a profile has them
    /// @param known the provider's parameters, whose initial values stand where a profile says nothing
    public Optional<String> resolved(Map<String, String> given, List<Parameter> known) {
        StringBuilder text = new StringBuilder();
        Matcher found = PARAMETER.matcher(address);
        while (found.find()) {
            String value = valueOf(found.group(1), given, known).strip();
            if (!LABEL.matcher(value).matches()) {
                return Optional.empty();
            }
            found.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return Optional.of(found.appendTail(text).toString());
    }

    private static String valueOf(String name, Map<String, String> given, List<Parameter> known) {
        return given.getOrDefault(name, known.stream().filter(parameter -> parameter.name().equals(name))
                .map(Parameter::initial).findFirst().orElse(""));
    }
}
