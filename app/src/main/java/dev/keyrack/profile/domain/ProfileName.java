package dev.keyrack.profile.domain;

import java.util.regex.Pattern;

/// The name of a profile, as the user types it to arm, to revoke, and on the command line.
///
/// @param value 1 to 64 characters: letters, digits, `.`, `_`, `-`; begins with a letter or digit
public record ProfileName(String value) implements Comparable<ProfileName> {
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    /// Checks the shape.
    ///
    /// @throws IllegalArgumentException if `value` is not of the shape; ask [#isValid] first
    public ProfileName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a profile name: " + value);
        }
    }

    /// Whether `value` can be a profile's name.
    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(ProfileName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
