package dev.keyrack.provider.engine;

import java.time.Duration;

/// How much a provider may ask of this computer.
///
/// @param connect     time for a connection
/// @param request     time for a whole request, its answer's last byte included
/// @param listBytes   largest page of a list
/// @param answerBytes largest other answer
/// @param pages       most pages of one list
/// @param items       most items of one list
/// @param depth       deepest nesting of an answer
/// @param longestWait longest single wait for a rate limit before the user is told instead
/// @param lock        longest wait for another program that signs in for the same profile
public record EngineLimits(Duration connect, Duration request, long listBytes, long answerBytes, int pages, int items,
        int depth, Duration longestWait, Duration lock) {
    /// What the product uses.
    public static final EngineLimits DEFAULT = new EngineLimits(Duration.ofSeconds(10), Duration.ofSeconds(30),
            8L << 20, 1L << 20, 2_000, 200_000, 64, Duration.ofMinutes(5), Duration.ofSeconds(90));

    /// The same with another time for a whole request.
    public EngineLimits withRequest(Duration changed) {
        return new EngineLimits(connect, changed, listBytes, answerBytes, pages, items, depth, longestWait, lock);
    }

    /// The same with other bounds of a list.
    public EngineLimits withList(int mostPages, int mostItems) {
        return new EngineLimits(connect, request, listBytes, answerBytes, mostPages, mostItems, depth, longestWait,
                lock);
    }
}
