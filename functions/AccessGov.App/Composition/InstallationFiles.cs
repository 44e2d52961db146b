using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Policy;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Composition;

/// <summary>The files of an installation beside its settings, read: nothing is opened.</summary>
/// <param name="Policy">The policy as the file has it, whether it is in force or not.</param>
/// <param name="Content">The policy file's bytes.</param>
/// <param name="ReadAt">When it was read: whoever wrote it saw nothing of what was decided later.</param>
/// <param name="Profiles">How the sources write their files.</param>
internal sealed record InstallationFiles(GovernancePolicy Policy, byte[] Content, DateTimeOffset ReadAt, ProfileSet Profiles)
{
    /// <summary>Reads what the settings name.</summary>
    /// <param name="settings">The settings in force.</param>
    /// <param name="clock">What the time is.</param>
    /// <returns>The files, or every fault of the policy, or of its profiles.</returns>
    public static (InstallationFiles? Files, IReadOnlyList<Wording> Faults) Read(AccessGovSettings settings, TimeProvider clock)
    {
        var readAt = clock.GetUtcNow();
        var (read, content) = PolicyFile.ReadWithContent(settings.PolicyFile);
        switch (read)
        {
            case PolicyRead.Refused refused:
                return (null, PolicyReport.Of(settings.PolicyFile, refused));
            case PolicyRead.Read { Policy: var policy } when Strangers(settings, policy) is { Count: > 0 } strangers:
                return (null, strangers);
            case PolicyRead.Read { Policy: var policy }:
                var (profiles, faults) = ProfileSet.Read(settings.ProfileFolder, policy.Sources.Select(s => s.Id), FixedLists.All);
                return profiles is null ? (null, faults) : (new InstallationFiles(policy, content, readAt, profiles), []);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>Callers that speak for a source which the policy does not have: most likely a misspelt one.</summary>
    private static List<Wording> Strangers(AccessGovSettings settings, GovernancePolicy policy)
    {
        var strangers = new List<Wording>();
        foreach (var caller in settings.Api.Callers)
            foreach (var source in caller.Sources)
                if (policy.Sources.All(p => p.Id != source))
                    strangers.Add(Wording.Of("Settings.caller-stranger", caller.Name, source));
        return strangers;
    }
}
