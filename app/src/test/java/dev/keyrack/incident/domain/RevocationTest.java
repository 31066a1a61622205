package dev.keyrack.incident.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A revocation")
class RevocationTest {
    private final List<String> log = new ArrayList<>();
    private final FakeGateway gateway = new FakeGateway(log);
    private final FakeInventory inventory = new FakeInventory(log);
    private final FakeJournal journal = new FakeJournal(log);
    private final FakeClock clock = new FakeClock();
    private final Interlock interlock = new Interlock(journal, clock, clock, "ada");
    private final Revocation revocation = new Revocation(new OpenGateways(_ -> Outcome.ok(gateway), interlock),
            inventory, journal, clock);
    private final SeenKey key = Samples.seen(Samples.key("key_aaaaaa1", "one", List.of()).build());

    @Test
    void isInTheJournalBeforeItIsSentAndAfterItWasAccepted() {
        Outcome<Revoked> outcome = revocation.revoke(Samples.DEMO, key);

        assertThat(outcome).isEqualTo(Outcome.ok(new Revoked(Samples.NOW, FakeGateway.call(204))));
        assertThat(log).containsExactly("journal: key.revoke.requested key_aaaaaa1", "provider: revoke key_aaaaaa1",
                "inventory: revoked key_aaaaaa1", "journal: key.revoke.accepted key_aaaaaa1");
    }

    @Test
    void ofAReadOnlyProfileIsNeitherSentNorWrittenDown() {
        Profile production = Samples.profile("live", Environment.PRODUCTION);

        assertThat(revocation.revoke(production, key)).isEqualTo(Outcome.failed(new Failure.NotArmed("live")));
        assertThat(log).isEmpty();

        interlock.arm(production, "live");
        assertThat(revocation.revoke(production, key).isOk()).isTrue();
        assertThat(log).containsExactly("journal: interlock.armed admin@fakery.test",
                "journal: key.revoke.requested key_aaaaaa1", "provider: revoke key_aaaaaa1",
                "inventory: revoked key_aaaaaa1", "journal: key.revoke.accepted key_aaaaaa1");
    }

    @Test
    void isNotSentIfItCannotBeWrittenDown() {
        journal.isBroken = true;

        assertThat(revocation.revoke(Samples.DEMO, key))
                .isEqualTo(Outcome.failed(new Failure.StorageFailed("writing the journal", "disk full")));
        assertThat(log).isEmpty();
    }

    @Test
    void thatIsRefusedLeavesTheInventoryAlone() {
        gateway.failure = Optional.of(new Failure.Refused("keys:write", FakeGateway.call(403)));

        assertThat(revocation.revoke(Samples.DEMO, key).isOk()).isFalse();
        assertThat(log).containsExactly("journal: key.revoke.requested key_aaaaaa1", "provider: revoke key_aaaaaa1",
                "journal: key.revoke.failed key_aaaaaa1");
    }

    @Test
    void thatWasAcceptedButNotWrittenDownSaysSo() {
        inventory.isBroken = true;

        assertThat(revocation.revoke(Samples.DEMO, key)).isEqualTo(Outcome.failed(new Failure.StorageFailed(
                "noting that the provider accepted the revocation of key_aaaaaa1", "revoked key_aaaaaa1")));
    }
}
