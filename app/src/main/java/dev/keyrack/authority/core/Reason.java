package dev.keyrack.authority.core;

/// Why a request was denied, apart from how any one system words it.
public enum Reason {
    /// The body is not what its type says, or no JSON object.
    BODY_UNREADABLE,
    /// The body is of a type that is not taken.
    BODY_TYPE,
    /// A value is missing or not acceptable.
    INVALID,
    /// No credential came with the request.
    NO_CREDENTIAL,
    /// E-mail and password do not belong together.
    LOGIN_REFUSED,
    /// The password is right, and a code is needed as well.
    SECOND_FACTOR_REQUIRED,
    /// The code that came with the password is wrong, or was used before.
    SECOND_FACTOR_INVALID,
    /// A code that somebody sent who is signed in already is wrong, or was used before.
    CODE_INVALID,
    /// Too many failed attempts in a short time.
    TOO_MANY_ATTEMPTS,
    /// More requests than the plan allows.
    RATE_LIMITED,
    /// No token that was issued here, or its session is over.
    TOKEN_INVALID,
    /// The token was good and has run out.
    TOKEN_EXPIRED,
    /// A refresh token was used a second time; its session is over now.
    TOKEN_REUSED,
    /// No key that was issued here.
    KEY_UNKNOWN,
    /// The key is switched off.
    KEY_DISABLED,
    /// The key has run out.
    KEY_EXPIRED,
    /// The key was revoked.
    KEY_REVOKED,
    /// The key belongs to another environment than the one that the request is for.
    KEY_MISPLACED,
    /// The key is good and lacks the scope.
    SCOPE_MISSING,
    /// A key was used where a person has to be signed in.
    MEMBER_NEEDED,
    /// No such thing.
    NOT_FOUND,
    /// It does not fit what is there.
    CONFLICT
}
