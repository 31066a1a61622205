package dev.keyrack.profile.ui;

import dev.keyrack.credential.domain.Draft;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.credential.domain.Trial;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.task.TaskHandle;
import dev.keyrack.shared.task.Work;
import dev.keyrack.shared.time.TimeText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A new profile that somebody is putting together, or one that they change. Nothing is kept unless the provider lets it
/// in. JavaFX thread.
public final class ProfileEditorViewModel implements AutoCloseable {
    /// What all editors share.
    ///
    /// @param keychain where credentials are kept
    public record Parts(ProfileService service, KeyService keys, Keychain keychain, ProviderCatalog catalog,
            BackgroundRunner runner, TimeText times, Messages messages) {}

    private final Parts parts;
    private final Messages messages;
    private final ProfileFormViewModel form;
    private final TestWording wording;
    private final ReadOnlyObjectWrapper<@Nullable TestResult> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper oddity = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper kept = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper typed = new ReadOnlyBooleanWrapper();
    private @Nullable TaskHandle running;
    private @Nullable Trial trial;

    /// An editor of `base`, or of a new profile.
    public ProfileEditorViewModel(Optional<Profile> base, Parts parts) {
        this.parts = parts;
        this.messages = parts.messages();
        this.form = new ProfileFormViewModel(base, parts.catalog(), messages);
        this.wording = new TestWording(messages);
        List.of(form.providerProperty(), form.placeProperty()).forEach(each -> each.subscribe(() -> oddity.set("")));
        keysRead();
    }

    /// The profile's keys were read: what it signs in with has just worked.
    void keysRead() {
        form.base().ifPresent(this::findOutWhereItIsKept);
    }

    private void findOutWhereItIsKept(Profile profile) {
        parts.runner().start(_ -> {
            String place = switch (parts.keychain().kind()) {
                case OS_KEYRING -> messages.get("profile.kept.keyring");
                case ENCRYPTED_FILE -> messages.get("profile.kept.file");
                case MEMORY -> messages.get("profile.kept.memory");
            };
            return Outcome.ok(parts.keys().latest(profile).readAt()
                    .map(at -> messages.get("profile.kept.worked", place, parts.times().moment(at)))
                    .orElse(place));
        }, outcome -> outcome.peek(kept::set));
    }

    /// A secret was typed.
    ///
    /// @param name  the descriptor's word for it; empty for the first one
    /// @param chars as typed; wiped here
    void typed(String name, char[] chars) {
        forgetTrial();
        typed.set(typed.get() || chars.length > 0);
        try (Secret secret = Secret.ofChars(chars)) {
            if (name.isEmpty()) {
                oddity.set(parts.service().check().oddity(form.wish(), secret).orElse(""));
            }
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    /// Lets the provider say whether it lets the profile in.
    ///
    /// @param typed what was typed into the secrets' fields, by name; wiped here
    /// @param anew  whether to sign in again also where there is a session
    void test(Map<String, char[]> typed, boolean anew) {
        Draft draft = draft(typed);
        if (busy.get()) {
            draft.close();
            return;
        }
        Optional<String> code = code();
        forgetTrial();
        start(_ -> {
            try (draft) {
                return parts.service().test(draft, code, anew);
            }
        }, outcome -> {
            switch (outcome) {
                case Outcome.Ok<Trial>(var held) -> {
                    trial = held;
                    form.codeNeededProperty().set(false);
                    form.codeProperty().set("");
                    result.set(wording.of(held));
                }
                case Outcome.Failed<Trial>(var failure) -> show(failure);
            }
        });
    }

    /// Signs in if that matters, and keeps the profile if that works.
    ///
    /// @param typed  what was typed into the secrets' fields, by name; wiped here
    /// @param onKept told the name of the profile that is kept now
    void save(Map<String, char[]> typed, Consumer<String> onKept) {
        Draft draft = draft(typed);
        if (busy.get()) {
            draft.close();
            return;
        }
        Optional<String> code = code();
        Trial held = trial;
        start(_ -> {
            try (draft) {
                return keep(draft, held, code);
            }
        }, outcome -> {
            switch (outcome) {
                case Outcome.Ok<Profile>(var profile) -> {
                    forgetTrial();
                    onKept.accept(profile.name().value());
                }
                case Outcome.Failed<Profile>(var failure) -> show(failure);
            }
        });
    }

    private Outcome<Profile> keep(Draft draft, @Nullable Trial held, Optional<String> code) {
        NewProfile wish = draft.wish();
        ProfileService service = parts.service();
        boolean tried = held != null && service.holds(held, wish);
        if (draft.base().isPresent()) {
            Profile base = draft.base().get();
            return tried && held != null
                    ? service.update(base, wish, held)
                    : service.update(base, wish, draft.credential(), draft.more(), code);
        }
        return tried && held != null
                ? service.add(wish, held)
                : service.add(wish, draft.credential(), draft.more(), code);
    }

    /// Asks the provider for what there is to choose for a parameter.
    ///
    /// @param typed what was typed into the secrets' fields, by name; wiped here
    void fetch(String parameter, Map<String, char[]> typed) {
        Draft draft = draft(typed);
        if (busy.get()) {
            draft.close();
            return;
        }
        Optional<String> code = code();
        start(_ -> {
            try (draft) {
                return parts.service().choices(draft, parameter, code);
            }
        }, outcome -> {
            switch (outcome) {
                case Outcome.Ok<List<Choice>>(var choices) -> form.options(parameter).setAll(choices.stream()
                        .map(each -> new ProfileFormViewModel.Option(each.value(), each.label())).toList());
                case Outcome.Failed<List<Choice>>(var failure) -> show(failure);
            }
        });
    }

    /// Gives up what is under way.
    void cancel() {
        if (running != null) {
            running.cancel();
            running = null;
            busy.set(false);
        }
    }

    private <T> void start(Work<T> work, Consumer<Outcome<T>> onDone) {
        busy.set(true);
        result.set(null);
        running = parts.runner().start(work, outcome -> {
            running = null;
            busy.set(false);
            onDone.accept(outcome);
        });
    }

    private void show(Failure failure) {
        if (failure instanceof Failure.SecondFactorNeeded(var wrong)) {
            form.codeNeededProperty().set(true);
            result.set(TestResult.failed(wrong
                    ? messages.get("profile.connect.code-wrong")
                    : messages.get("profile.connect.code-needed")));
        } else {
            result.set(wording.of(failure, FailureText.of(failure, messages)));
        }
    }

    private Draft draft(Map<String, char[]> typed) {
        Map<String, Secret> secrets = new HashMap<>();
        typed.forEach((name, chars) -> {
            secrets.put(name, Secret.ofChars(chars));
            Arrays.fill(chars, '\0');
        });
        Secret first = secrets.containsKey("") ? secrets.remove("") : Secret.ofChars(new char[0]);
        return new Draft(form.wish(), form.base(), first, secrets);
    }

    private Optional<String> code() {
        return Optional.of(form.codeProperty().get().replaceAll("\\s", "")).filter(text -> !text.isEmpty());
    }

    private void forgetTrial() {
        if (trial != null) {
            trial.close();
            trial = null;
        }
    }

    ProfileFormViewModel form() {
        return form;
    }

    Messages messages() {
        return messages;
    }

    /// Whether something would be lost if this editor were left.
    boolean hasChanges() {
        return form.dirtyProperty().get() || typed.get();
    }

    /// What the last try came to.
    ReadOnlyObjectProperty<@Nullable TestResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// What is odd about the secret that was typed; empty if nothing is.
    ReadOnlyStringProperty oddityProperty() {
        return oddity.getReadOnlyProperty();
    }

    /// Where the credential is kept, and when it last worked.
    ReadOnlyStringProperty keptProperty() {
        return kept.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty typedProperty() {
        return typed.getReadOnlyProperty();
    }

    /// Gives up what is under way and forgets what was tried.
    @Override
    public void close() {
        cancel();
        forgetTrial();
    }
}
