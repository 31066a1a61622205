package dev.keyrack.key.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Samples;
import dev.keyrack.shared.result.Outcome;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gateways that are open")
class OpenGatewaysTest {
    private final List<KeyGateway> opened = new ArrayList<>();
    private final List<KeyGateway> closed = new ArrayList<>();
    private final OpenGateways gateways = new OpenGateways(_ -> Outcome.ok(open()));

    private KeyGateway open() {
        KeyGateway gateway = (KeyGateway) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{KeyGateway.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> closed.add((KeyGateway) proxy);
                    case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        opened.add(gateway);
        return gateway;
    }

    private KeyGateway demo() {
        return ((Outcome.Ok<KeyGateway>) gateways.of(Samples.DEMO)).value();
    }

    @Test
    void areClosedTogetherAndOpenedAnewWhenTheyAreNeeded() {
        KeyGateway before = demo();
        gateways.forgetAll();
        assertThat(closed).containsExactly(before);
        assertThat(demo()).isNotSameAs(before);
        assertThat(opened).hasSize(2);
    }

    @Test
    void areNotClosedWhileAChangeIsUnderWay() {
        KeyGateway busy = demo();
        String answer = gateways.changing(Samples.DEMO.name(), busy, () -> {
            gateways.forgetAll();
            assertThat(closed).isEmpty();
            assertThat(demo()).as("another one for who comes now").isNotSameAs(busy);
            return "answer";
        });
        assertThat(answer).isEqualTo("answer");
        assertThat(closed).containsExactly(busy);
    }

    @Test
    void areClosedAfterTheLastOfSeveralChanges() {
        KeyGateway busy = demo();
        gateways.changing(Samples.DEMO.name(), busy, () -> {
            gateways.changing(Samples.DEMO.name(), busy, () -> {
                gateways.forgetAll();
                return 1;
            });
            assertThat(closed).isEmpty();
            return 2;
        });
        assertThat(closed).containsExactly(busy);
    }

    @Test
    void tellThatAChangeHasBegunAndEnded() {
        long before = gateways.changes(Samples.DEMO.name());
        gateways.changing(Samples.DEMO.name(), demo(), () -> {
            assertThat(gateways.changes(Samples.DEMO.name())).isGreaterThan(before);
            return 1;
        });
        assertThat(gateways.changes(Samples.DEMO.name())).isGreaterThan(before + 1);
    }
}
