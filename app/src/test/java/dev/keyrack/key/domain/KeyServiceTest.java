package dev.keyrack.key.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.Samples;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What people do with keys")
class KeyServiceTest {
    private final List<String> log = new ArrayList<>();
    private final FakeGateway gateway = new FakeGateway(log);
    private final FakeInventory inventory = new FakeInventory(log);
    private final FakeJournal journal = new FakeJournal(log);
    private final FakeClock clock = new FakeClock();
    private final Interlock interlock = new Interlock(journal, clock, clock, "ada");
    private final OpenGateways gateways = new OpenGateways(_ -> Outcome.ok(gateway), interlock);
    private final KeyService service = service(Samples.provider());

    private KeyService service(Provider provider) {
        return new KeyService(gateways, inventory, journal, Samples.catalog(provider), clock,
                Messages.forLocale(Locale.ENGLISH));
    }

    private static NewKey wish(String... scopes) {
        LinkedHashSet<Scope> wanted = new LinkedHashSet<>();
        for (String scope : scopes) {
            wanted.add(new Scope(scope));
        }
        return new NewKey("CI", wanted, Optional.of(Duration.ofDays(90)));
    }

    private static <T> T value(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ok.class);
        return ((Outcome.Ok<T>) outcome).value();
    }

    private static Failure failure(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<?>) outcome).failure();
    }

    private void known(String id, String name) {
        gateway.keys.put(new KeyId(id), Samples.key(id, name, List.of("things:read")).build());
    }

    @Test
    void aReadOnlyProfileTakesNoChangeAndNothingIsSentOrWritten() {
        Profile live = Samples.profile("live", Environment.PRODUCTION);
        known("key_aaaaaa1", "one");
        KeyId id = new KeyId("key_aaaaaa1");

        assertThat(failure(service.create(live, wish("things:read")))).isEqualTo(new Failure.NotArmed("live"));
        assertThat(failure(service.edit(live, id, KeyChange.enabled(false)))).isEqualTo(new Failure.NotArmed("live"));
        assertThat(log).isEmpty();
        assertThat(service.refresh(live, Progress.NONE).isOk()).as("reading").isTrue();

        interlock.arm(live, "live");
        value(service.create(live, wish("things:read"))).close();
        assertThat(service.edit(live, id, KeyChange.enabled(false)).isOk()).isTrue();

        clock.pass(Interlock.OPEN_FOR);
        assertThat(service.edit(live, id, KeyChange.enabled(true)).isOk()).isFalse();
        assertThat(log).endsWith("journal: interlock.disarmed admin@fakery.test");
    }

    @Test
    void presetAndReasonAreInTheJournal() {
        NewKey wish = new NewKey("CI", wish("things:read").scopes(), Optional.of("reader"), Optional.empty(),
                Optional.of("nightly report"));

        value(service.create(Samples.DEMO, wish)).close();

        assertThat(journal.entries.getFirst().detail())
                .isEqualTo("scopes things:read (preset reader); expires never; reason: nightly report");
    }

    @Test
    void aListingIsRecordedBeforeItIsGiven() {
        known("key_aaaaaa1", "one");

        Inventory.Snapshot snapshot = value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(snapshot.readAt()).contains(Samples.NOW);
        assertThat(snapshot.keys()).extracting(seen -> seen.key().name()).containsExactly("one");
        assertThat(log).containsExactly("provider: list", "inventory: listing of 1");
    }

    @Test
    void aKeyCreatedDuringAListingDoesNotCountAsGone() {
        known("key_aaaaaa1", "one");
        gateway.duringList = () -> {
            gateway.duringList = () -> {
            };
            value(service.create(Samples.DEMO, wish())).close();
        };

        Inventory.Snapshot snapshot = value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(snapshot.keys()).extracting(seen -> seen.key().status()).containsOnly(KeyStatus.ACTIVE).hasSize(2);
        assertThat(log).filteredOn("provider: list"::equals).hasSize(2);
    }

    @Test
    void aListingThatNeverStandsStillIsGivenInTheEnd() {
        gateway.duringList = () -> gateways.changing(Samples.DEMO.name(), gateway, () -> true);

        value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(log).filteredOn("provider: list"::equals).hasSize(3);
    }

    @Test
    void aFailedListingLeavesTheInventoryAlone() {
        gateway.failure = Optional.of(new Failure.Unreachable(Failure.Unreachable.Cause.CONNECT, "127.0.0.1"));

        assertThat(failure(service.refresh(Samples.DEMO, Progress.NONE))).isInstanceOf(Failure.Unreachable.class);
        assertThat(log).containsExactly("provider: list");
    }

    @Test
    void aDiskThatIsFullIsAFailureAndNoBug() {
        inventory.isBroken = true;

        assertThat(failure(service.refresh(Samples.DEMO, Progress.NONE)))
                .isEqualTo(new Failure.StorageFailed("listing of 0", "disk full"));
    }

    @Test
    void theIntentToCreateIsWrittenDownBeforeTheProviderIsAsked() {
        try (IssuedKey issued = value(service.create(Samples.DEMO, wish("things:read")))) {
            assertThat(issued.secret().reveal()).isEqualTo(FakeGateway.VALUE);
        }

        assertThat(log).containsExactly("journal: key.create.requested CI", "provider: create CI",
                "inventory: key key_new0000001", "inventory: fingerprint key_new0000001 fk_live_",
                "journal: key.create.done key_new0000001");
        assertThat(journal.entries.getFirst().detail()).isEqualTo("scopes things:read; expires in 90d");
        assertThat(journal.entries).allSatisfy(
                entry -> assertThat(entry.toString()).doesNotContain(FakeGateway.VALUE));
    }

    @Test
    void nothingIsCreatedThatCannotBeWrittenDownFirst() {
        journal.isBroken = true;

        assertThat(failure(service.create(Samples.DEMO, wish()))).isInstanceOf(Failure.StorageFailed.class);
        assertThat(log).isEmpty();
    }

    @Test
    void aSecretIsNotLostBecauseTheDiskIsFull() {
        inventory.isBroken = true;

        try (IssuedKey issued = value(service.create(Samples.DEMO, wish()))) {
            assertThat(issued.secret().isClosed()).isFalse();
        }
        assertThat(log).containsExactly("journal: key.create.requested CI", "provider: create CI");
    }

    @Test
    void aCreationThatFailedIsInTheJournal() {
        gateway.failure = Optional.of(new Failure.Rejected(FakeGateway.call(422)));

        assertThat(failure(service.create(Samples.DEMO, wish()))).isInstanceOf(Failure.Rejected.class);
        assertThat(journal.entries.getLast().action()).isEqualTo("key.create.failed");
        assertThat(journal.entries.getLast().detail()).isEqualTo("rejected");
    }

    @Test
    void anUnknownScopeIsAnsweredWithTheNearestOneAndNothingIsSent() {
        assertThat(failure(service.create(Samples.DEMO, wish("things:raed"))))
                .isEqualTo(new Failure.InvalidInput("things:raed",
                        "the provider knows no such scope; the nearest one is things:read"));
        assertThat(log).isEmpty();
    }

    @Test
    void aProviderThatCannotCreateSaysWhy() {
        KeyService other = service(Samples.provider(Map.of(Capability.CREATE, new Support.No("Only its owner can."))));

        assertThat(failure(other.create(Samples.DEMO, wish())))
                .isEqualTo(new Failure.Unsupported("create", "Only its owner can."));
    }

    @Test
    void whatOnlyTheConsoleCanDoIsToldWithItsSteps() {
        KeyService other = service(Samples.provider(Map.of(Capability.CREATE,
                new Support.ConsoleOnly(List.of("Open Settings.", "Press New."), "https://fakery.test/keys"))));

        assertThat(failure(other.create(Samples.DEMO, wish()))).isEqualTo(new Failure.Unsupported("create",
                "This can only be done in the console of Fakery. Open Settings. Press New. https://fakery.test/keys"));
    }

    @Test
    void whereASecretWentIsInTheJournal() {
        service.handedOver(Samples.DEMO, new KeyId("key_aaaaaa1"), "file /tmp/x");
        service.discarded(Samples.DEMO, new KeyId("key_aaaaaa1"));

        assertThat(log).containsExactly("journal: key.secret.handed-over key_aaaaaa1",
                "journal: key.secret.discarded key_aaaaaa1");
        assertThat(journal.entries.getFirst().detail()).isEqualTo("file /tmp/x");
    }

    @Test
    void anEditIsWrittenDownBeforeAndAfter() {
        known("key_aaaaaa1", "one");
        KeyChange change = new KeyChange(Optional.of("two"), Optional.empty(),
                Optional.of(new KeyChange.Expiry.Never()), Optional.of(false));

        SeenKey seen = value(service.edit(Samples.DEMO, new KeyId("key_aaaaaa1"), change));

        assertThat(seen.key().name()).isEqualTo("two");
        assertThat(seen.key().status()).isEqualTo(KeyStatus.DISABLED);
        assertThat(log).containsExactly("journal: key.edit.requested key_aaaaaa1", "provider: update key_aaaaaa1",
                "inventory: key key_aaaaaa1", "journal: key.edit.done key_aaaaaa1");
        assertThat(journal.entries.getFirst().detail()).isEqualTo("name two; expires never; disabled");
    }

    @Test
    void anEditThatTheProviderCannotDoIsNotSent() {
        KeyService other = service(Samples.provider(Map.of(Capability.DISABLE, new Support.No("It knows no pause."))));

        assertThat(failure(other.edit(Samples.DEMO, new KeyId("key_aaaaaa1"), KeyChange.enabled(false))))
                .isEqualTo(new Failure.Unsupported("disable", "It knows no pause."));
        assertThat(log).isEmpty();
    }

    @Test
    void usageIsKept() {
        KeyId id = new KeyId("key_aaaaaa1");

        value(service.usage(Samples.DEMO, id, Samples.NOW.minus(Duration.ofDays(30)), Samples.NOW, Bucket.DAY));

        assertThat(service.seenUsage(Samples.DEMO, id, Samples.NOW, Samples.NOW, Bucket.DAY)).isPresent();
        assertThat(log).containsExactly("provider: usage key_aaaaaa1", "inventory: usage key_aaaaaa1");
    }

    @Test
    void aKeyIsFoundByIdByNameAndByTheBeginningOfItsId() {
        known("key_aaaaaa1", "one");
        known("key_bbbbbb1", "two");
        value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(List.of("key_bbbbbb1", "two", "key_bb")).allSatisfy(text -> assertThat(
                value(service.find(Samples.DEMO, text)).key().id().value()).isEqualTo("key_bbbbbb1"));
    }

    @Test
    void aShortBeginningFindsNothing() {
        known("key_aaaaaa1", "one");
        value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(failure(service.find(Samples.DEMO, "key_a"))).isInstanceOf(Failure.NotFound.class);
    }

    @Test
    void twoKeysOfOneNameAreAmbiguous() {
        known("key_aaaaaa1", "one");
        known("key_bbbbbb1", "one");
        value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(failure(service.find(Samples.DEMO, "one"))).isEqualTo(
                new Failure.Ambiguous("key", "one", List.of("key_aaaaaa1 (one)", "key_bbbbbb1 (one)")));
    }

    @Test
    void aKeyThatExistsComesBeforeOneThatIsGone() {
        known("key_aaaaaa1", "one");
        value(service.refresh(Samples.DEMO, Progress.NONE));
        gateway.keys.clear();
        known("key_bbbbbb1", "one");
        value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(value(service.find(Samples.DEMO, "one")).key().id().value()).isEqualTo("key_bbbbbb1");
        assertThat(value(service.find(Samples.DEMO, "key_aaaaaa1")).key().status()).isEqualTo(KeyStatus.GONE);
    }

    @Test
    void aMisspeltNameIsAnsweredWithTheOneThatWasMeant() {
        known("key_aaaaaa1", "Nightly backup");
        value(service.refresh(Samples.DEMO, Progress.NONE));

        assertThat(failure(service.find(Samples.DEMO, "nightly bakup")))
                .isEqualTo(new Failure.NotFound("key", "nightly bakup", List.of("Nightly backup")));
    }

    @Test
    void aGatewayIsSharedUntilItsProfileChangesOrIsForgotten() {
        value(gateways.of(Samples.DEMO));
        value(gateways.of(Samples.DEMO));
        assertThat(gateway.isClosed).isFalse();

        gateways.forget(Samples.DEMO.name());
        assertThat(gateway.isClosed).isTrue();
    }

    @Test
    void aClosedSetOfGatewaysOpensNoMore() {
        value(gateways.of(Samples.DEMO));
        gateways.close();

        assertThat(gateway.isClosed).isTrue();
        assertThatThrownBy(() -> gateways.of(Samples.DEMO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theRequestLimitIsTheGateways() {
        assertThat(service.limit(Samples.DEMO)).map(RequestLimit::remaining).contains(99L);
    }
}
