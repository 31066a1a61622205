package dev.keyrack.profile.data;

import dev.keyrack.profile.domain.PendingChange;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import java.util.List;
import java.util.Map;

/// What `profiles.json` says.
record ProfileFile(Map<ProfileName, Profile> profiles, List<PendingChange> pending) {}
