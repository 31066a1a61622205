package dev.keyrack.fake;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.ProfileCheck;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.credential.domain.ProfileStores;
import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.Revocation;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.profile.ui.ProfileEditorViewModel;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.StatusBarViewModel;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/// The use cases on fakes. What is started waits, and so do its answers, until somebody lets it go on: a request that
/// is under way is one that nobody has let go on.
public final class Bench {
    public final List<String> log = new ArrayList<>();
    public final FakeGateway gateway = new FakeGateway(log);
    public final FakeInventory inventory = new FakeInventory(log);
    public final FakeJournal journal = new FakeJournal(log);
    public final FakeClock clock = new FakeClock();
    public final Messages messages = Messages.forLocale(Locale.ENGLISH);
    public final TimeText times = new TimeText(messages, clock, ZoneOffset.UTC);
    public final StatusBarViewModel status = new StatusBarViewModel();
    public final Interlock interlock = new Interlock(journal, clock, clock, "ada");
    public final OpenGateways gateways = new OpenGateways(_ -> Outcome.ok(gateway), interlock);
    public final Provider provider;
    public final KeyService keys;
    public final Revocation revocation = new Revocation(gateways, inventory, journal, clock);
    public final ProofOfDeath proof = new ProofOfDeath(gateways, inventory, journal, clock, clock, messages);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Throwable> bugs = new ArrayList<>();
    public final BackgroundRunner runner = new BackgroundRunner(new Later(waiting), waiting::add, bugs::add);

    public Bench() {
        this(Samples.provider());
    }

    public Bench(Provider provider) {
        this.provider = provider;
        keys = new KeyService(gateways, inventory, journal, Samples.catalog(provider), clock, messages);
    }

    /// Profiles on fakes.
    public ProfileService profiles(ProfileRepository repository, Keychain keychain) {
        return new ProfileService(new ProfileStores(repository, keychain, inventory, journal), gateways,
                _ -> _ -> Outcome.ok(gateway), new ProfileCheck(Samples.catalog(provider), messages), clock);
    }

    /// What editors of profiles need.
    public ProfileEditorViewModel.Parts editing(ProfileService service, Keychain keychain) {
        return new ProfileEditorViewModel.Parts(service, keys, keychain, Samples.catalog(provider), runner, times,
                messages);
    }

    /// Lets everything go on that waits.
    public void settle() {
        while (step()) {
            // goes on
        }
    }

    /// Lets one piece go on: a request, or an answer to one.
    ///
    /// @return whether there was any
    public boolean step() {
        Runnable next = waiting.poll();
        if (next == null) {
            return false;
        }
        next.run();
        if (!bugs.isEmpty()) {
            throw new AssertionError("work threw what nobody expected", bugs.getFirst());
        }
        return true;
    }

    /// Runs as the JavaFX thread would: later.
    public void later(Runnable work) {
        waiting.add(work);
    }

    /// How often something like this was noted.
    public long count(String start) {
        return log.stream().filter(line -> line.startsWith(start)).count();
    }

    private static final class Later extends AbstractExecutorService {
        private final Deque<Runnable> waiting;

        Later(Deque<Runnable> waiting) {
            this.waiting = waiting;
        }

        @Override
        public void execute(Runnable work) {
            waiting.add(work);
        }

        @Override
        public void shutdown() {
            waiting.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            waiting.clear();
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
