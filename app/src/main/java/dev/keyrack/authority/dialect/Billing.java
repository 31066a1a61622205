package dev.keyrack.authority.dialect;

/// What an organisation pays for.
///
/// @param plan          the plan's name, lower case
/// @param monthlyCents  its price in euro cents a month
public record Billing(String plan, int monthlyCents) {}
