package dev.keyrack.key.ui;

/// Groups of keys that are one click away.
enum KeyGroup {
    ALL, ACTIVE, EXPIRING, IDLE, NO_EXPIRY, GONE
}
