package dev.keyrack.shell.control;

import dev.keyrack.profile.domain.Environment;

/// How an environment looks: colour by style class, shape, and word, always together.
///
/// @param styleClass sets the `-kr-env-…` colours for a node and all below it
/// @param shape      its shape
/// @param word       its word in capitals
public record EnvironmentLook(String styleClass, Shape shape, String word) {
    /// The shapes, one for each kind.
    public enum Shape {
        OCTAGON, DIAMOND, CIRCLE, HEXAGON
    }

    /// The look of `environment`.
    public static EnvironmentLook of(Environment environment) {
        return switch (environment.kind()) {
            case PRODUCTION -> new EnvironmentLook("env-production", Shape.OCTAGON, environment.label());
            case STAGING -> new EnvironmentLook("env-staging", Shape.DIAMOND, environment.label());
            case DEVELOPMENT -> new EnvironmentLook("env-development", Shape.CIRCLE, environment.label());
            case NAMED -> new EnvironmentLook("env-named", Shape.HEXAGON, environment.label());
        };
    }
}
