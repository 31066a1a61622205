package dev.keyrack.tour;

import dev.keyrack.bootstrap.Desktop;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/// Chooses files for an open reveal: the dialog for files is the system's, and there is none without a display.
final class RevealHands {
    private RevealHands() {
    }

    static void save(Desktop desktop, String path) {
        call(desktop, "save", path);
    }

    static void setIn(Desktop desktop, String path) {
        call(desktop, "setIn", path);
    }

    private static void call(Desktop desktop, String method, String path) {
        Driver.onFx(() -> {
            try {
                Object reveal = field(field(field(desktop, "session"), "flows"), "revealing");
                Method act = reveal.getClass().getDeclaredMethod(method, String.class);
                act.setAccessible(true);
                act.invoke(reveal, path);
                return true;
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("the reveal is built otherwise now", e);
            }
        });
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
