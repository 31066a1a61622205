package dev.keyrack.audit.data;

import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.shared.secret.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The hashes of the journal.
///
/// An entry's canonical bytes are netstrings (`length:bytes,`, lengths in decimal): the word `keyrack-journal-1`, the
/// number, the instant in ISO 8601, action, profile, subject, detail; all UTF-8.
final class EntryHash {
    /// Stands before the first entry of the chain.
    static final byte[] BEFORE_FIRST = new byte[32];

    private EntryHash() {
    }

    /// SHA-256(0x00 || entry) (RFC 6962 section 2.1).
    static byte[] leaf(long number, JournalEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        List.of("keyrack-journal-1", Long.toString(number), entry.at().toString(), entry.action(), entry.profile(),
                entry.subject(), entry.detail()).forEach(text -> netstring(text, bytes));
        return Digests.sha256(bytes.toByteArray());
    }

    /// SHA-256(0x02 || chain so far || leaf). 0x01 is left to the inner nodes of RFC 6962.
    static byte[] chain(byte[] before, byte[] leaf) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(2);
        bytes.writeBytes(before);
        bytes.writeBytes(leaf);
        return Digests.sha256(bytes.toByteArray());
    }

    private static void netstring(String text, ByteArrayOutputStream bytes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes((utf8.length + ":").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(utf8);
        bytes.write(',');
    }
}
