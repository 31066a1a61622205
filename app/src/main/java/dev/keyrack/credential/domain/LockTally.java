package dev.keyrack.credential.domain;

import dev.keyrack.credential.domain.LockReport.Clipboard;
import java.util.ArrayList;
import java.util.List;

/// Takes down what locking does while it is done. Any thread.
public final class LockTally {
    private final List<Lock.Part> failed = new ArrayList<>();
    private Clipboard clipboard = Clipboard.NOTHING;
    private boolean disarmed;
    private int reveals;
    private int creating;
    private int proofs;

    /// What became of a secret on the clipboard.
    public synchronized void clipboard(Clipboard end) {
        clipboard = end;
    }

    /// Production was open to changes and is not any more.
    public synchronized void disarmed() {
        disarmed = true;
    }

    /// A dialog with a new secret was closed.
    public synchronized void reveal() {
        reveals++;
    }

    /// A key is being created.
    public synchronized void creating() {
        creating++;
    }

    /// A proof of death was ended.
    public synchronized void proof() {
        proofs++;
    }

    synchronized void failed(Lock.Part part) {
        failed.add(part);
    }

    synchronized LockReport report() {
        return new LockReport(clipboard, disarmed, reveals, creating, proofs, failed);
    }
}
