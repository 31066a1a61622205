package dev.keyrack.bootstrap;

import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.reveal.domain.HandOverPlaces;
import dev.keyrack.reveal.domain.KeyringAnswer;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.CodePlaces;

/// The places of the command line for the desktop: named the same way, made the same way.
///
/// @param keyName name of the key whose secret is handed over
record PlacesByName(AppGraph services, String keyName) implements HandOverPlaces, CodePlaces {
    @Override
    public HandOver file(String path) {
        return place("file:" + path);
    }

    @Override
    public HandOver env(String path, String name) {
        return place("env:" + path + ":" + name);
    }

    @Override
    public HandOver command(String commandLine) {
        return place("command:" + commandLine);
    }

    @Override
    public HandOver keyring(String name) {
        return place("keyring:" + name);
    }

    @Override
    public KeyringAnswer askKeyring() {
        return services.askKeyring();
    }

    private HandOver place(String target) {
        return new HandOver() {
            @Override
            public Outcome<String> check() {
                return services.handOver(target, keyName).then(HandOver::check);
            }

            @Override
            public Outcome<String> deliver(Secret secret) {
                return services.handOver(target, keyName).then(place -> place.deliver(secret));
            }
        };
    }
}
