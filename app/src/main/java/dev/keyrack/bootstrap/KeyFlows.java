package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.LockTally;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.incident.ui.ProofView;
import dev.keyrack.incident.ui.ProofViewModel;
import dev.keyrack.incident.ui.RevokeView;
import dev.keyrack.incident.ui.RevokeViewModel;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.key.ui.CreateKeyView;
import dev.keyrack.key.ui.CreateKeyViewModel;
import dev.keyrack.key.ui.DisableQuestion;
import dev.keyrack.key.ui.DisableView;
import dev.keyrack.key.ui.EditKeyView;
import dev.keyrack.key.ui.EditKeyViewModel;
import dev.keyrack.key.ui.KeyTableViewModel;
import dev.keyrack.key.ui.KeysActions;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.ui.CredentialView;
import dev.keyrack.profile.ui.CredentialViewModel;
import dev.keyrack.profile.ui.CurrentProfile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.reveal.domain.DesktopFact;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.reveal.ui.FxClipboard;
import dev.keyrack.reveal.ui.RevealView;
import dev.keyrack.reveal.ui.RevealViewModel;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.Guard;
import dev.keyrack.shell.StatusBarViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happens to a key from dialog to dialog: create and reveal, edit, revoke and prove. Joins the features' dialogs,
/// which do not know each other. JavaFX thread.
final class KeyFlows implements KeysActions {
    /// What all flows share.
    record Parts(AppGraph graph, KeyTableViewModel table, CurrentProfile profiles, Guard guard,
            ClipboardViewModel clipboard, StatusBarViewModel status, Dialogs dialogs, BackgroundRunner runner,
            Executor ui, TimeText times, Messages messages, Supplier<List<DesktopFact>> desktop, Runnable settings,
            Runnable commands) {}

    private record Proving(ProofViewModel viewModel, Profile profile, ApiKey key) {}

    private final Parts parts;
    private final List<Proving> proofs = new ArrayList<>();
    private @Nullable CreateKeyViewModel creating;
    private @Nullable RevealViewModel revealing;
    private @Nullable RevokeViewModel revoking;
    private @Nullable Profile revealed;
    private @Nullable LooseEnds loose;

    KeyFlows(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void create() {
        if (parts.dialogs().isOpen() || !parts.table().canCreate()) {
            return;
        }
        parts.guard().whenArmed(this::openCreate);
    }

    private void openCreate() {
        Profile profile = profile().orElseThrow();
        Provider provider = provider().orElseThrow();
        creating = new CreateKeyViewModel(parts.table(), parts.graph().keys(), parts.runner(), parts.times(),
                parts.messages(), issued -> {
                    creating = null;
                    reveal(profile, provider, issued);
                });
        CreateKeyView.open(creating, parts.dialogs(), parts.messages());
    }

    private void reveal(Profile profile, Provider provider, IssuedKey issued) {
        ApiKey key = issued.key();
        if (loose != null) {
            issued.close();
            LooseEnds ends = loose;
            ends.secretLost(profile, key);
            parts.runner().<Boolean>start(_ -> {
                parts.graph().keys().wiped(profile, key.id());
                return Outcome.ok(true);
            }, _ -> {
                // failing storage is told by the journal's own page
            });
            return;
        }
        parts.table().changed(profile, key.id().value());
        RevealViewModel viewModel = new RevealViewModel(profile, provider, issued,
                new RevealViewModel.Parts(parts.graph().keys(), parts.clipboard(),
                        new PlacesByName(parts.graph(), key.name()), parts.runner(), parts.desktop().get()),
                parts.times(), parts.messages());
        revealing = viewModel;
        revealed = profile;
        RevealView.open(viewModel, parts.status(), parts.dialogs(), parts.messages(), new RevealView.Exit() {
            @Override
            public void done() {
                revealing = null;
            }

            @Override
            public void revoke(Secret value) {
                revealing = null;
                SeenKey seen = parts.table().find(key.id().value()).orElseGet(() -> asIssued(key));
                revokeWith(profile, provider, seen, Optional.of(value));
            }
        });
    }

    /// The key as its provider issued it, where the inventory has not got it.
    private SeenKey asIssued(ApiKey key) {
        return new SeenKey(key, parts.times().now(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    @Override
    public void edit(String id) {
        if (parts.dialogs().isOpen()) {
            return;
        }
        parts.table().find(id).ifPresent(seen -> parts.guard().whenArmed(() -> EditKeyView.open(
                new EditKeyViewModel(seen, parts.table(), parts.graph().keys(), parts.runner(), parts.times(),
                        parts.messages()),
                parts.dialogs(), parts.messages())));
    }

    @Override
    public void disable(DisableQuestion question, Runnable act) {
        if (!parts.dialogs().isOpen()) {
            parts.guard().whenArmed(() -> DisableView.open(question, parts.dialogs(), parts.messages(), act));
        }
    }

    @Override
    public void revoke(String id) {
        if (!parts.dialogs().isOpen()) {
            parts.table().find(id).ifPresent(seen -> parts.guard().whenArmed(() -> revokeWith(
                    profile().orElseThrow(), provider().orElseThrow(), seen, heldValue(seen))));
        }
    }

    /// The key's value, if it is still on the clipboard's lease: its death can be proved with that.
    private Optional<Secret> heldValue(SeenKey seen) {
        Optional<Secret> held = parts.clipboard().held();
        boolean isIts = held.isPresent() && seen.fingerprint()
                .filter(known -> known.sha256().equals(Fingerprint.of(held.get(), "").sha256())).isPresent();
        if (!isIts) {
            held.ifPresent(Secret::close);
        }
        return isIts ? held : Optional.empty();
    }

    private void revokeWith(Profile profile, Provider provider, SeenKey seen, Optional<Secret> value) {
        RevokeViewModel viewModel = new RevokeViewModel(profile, provider, seen,
                new RevokeViewModel.Parts(parts.graph().revocation(), parts.graph().proof(), parts.graph().keys(),
                        parts.runner(), parts.guard(),
                        (revoked, held) -> prove(profile, provider, seen, revoked, held)),
                parts.times(), parts.messages());
        value.ifPresent(viewModel::take);
        revoking = viewModel;
        RevokeView.open(viewModel, parts.dialogs(), parts.messages());
    }

    private void prove(Profile profile, Provider provider, SeenKey seen, Revoked revoked,
            Optional<ProvableValue> value) {
        String id = seen.key().id().value();
        if (loose != null) {
            value.ifPresent(ProvableValue::close);
            loose.proofWaits(profile, seen.key());
            return;
        }
        ProofViewModel viewModel = new ProofViewModel(profile, provider, seen, revoked,
                new ProofViewModel.Parts(parts.graph().proof(), parts.times(), parts.messages(),
                        () -> parts.table().changed(profile, id)));
        proofs.add(new Proving(viewModel, profile, seen.key()));
        parts.table().changed(profile, id);
        value.ifPresent(held -> viewModel.start(held, parts.runner(), parts.ui()));
        ProofView.open(viewModel, parts.dialogs(), parts.messages(), () -> {
        });
    }

    /// Where more than one secret or a browser is needed, the settings have all of it.
    @Override
    public void changeCredential() {
        if (parts.dialogs().isOpen() || profile().isEmpty()) {
            return;
        }
        Profile profile = profile().orElseThrow();
        Optional<SignIn> way = provider().orElseThrow().signIn(profile.signIn())
                .filter(its -> its.needsCredential() && its.more().isEmpty());
        if (way.isEmpty()) {
            parts.settings().run();
            return;
        }
        CredentialView.open(new CredentialViewModel(profile, parts.graph().profiles(), parts.runner(),
                parts.messages(), parts.table()::refresh), way.get().credential(), parts.dialogs(),
                parts.messages());
    }

    @Override
    public void commands() {
        parts.commands().run();
    }

    @Override
    public void copyText(String text) {
        new FxClipboard().putText(text);
    }

    @Override
    public void openProfile() {
        parts.settings().run();
    }

    /// Whether a secret would get lost if the window closed now.
    boolean holdsSecret() {
        return revealing != null || (creating != null && creating.busyProperty().get());
    }

    /// Counts down what counts down; called once a second.
    void tick() {
        proofs.removeIf(proof -> !proof.viewModel().isRunning() && !parts.dialogs().isOpen());
        proofs.forEach(proof -> proof.viewModel().tick());
    }

    /// Ends proofs that are under way.
    void close() {
        proofs.forEach(proof -> proof.viewModel().giveUp());
    }

    /// Ends all that holds a secret, because the program is locked. Requests that change something go on to their end;
    /// what they leave behind goes to `ends`, now or later.
    void lock(LockTally tally, LooseEnds ends) {
        loose = ends;
        for (Proving proof : proofs) {
            if (proof.viewModel().isRunning()) {
                tally.proof();
                ends.proofWaits(proof.profile(), proof.key());
            }
        }
        close();
        if (creating != null && creating.busyProperty().get()) {
            tally.creating();
        }
        if (revoking != null) {
            revoking.abandon();
        }
        RevealViewModel open = revealing;
        Profile profile = revealed;
        if (open != null && profile != null) {
            tally.reveal();
            revealing = null;
            open.abandon(() -> ends.secretLost(profile, open.key()));
        }
    }

    private Optional<Profile> profile() {
        return parts.table().profile();
    }

    private Optional<Provider> provider() {
        return parts.table().provider();
    }
}
