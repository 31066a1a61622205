package dev.keyrack.provider.domain;

/// One of the addresses at which a provider serves.
///
/// @param id      the descriptor's word for it, such as `eu`
/// @param label   for people
/// @param address scheme and host, perhaps with profile parameters in braces
public record Region(String id, String label, String address) {}
