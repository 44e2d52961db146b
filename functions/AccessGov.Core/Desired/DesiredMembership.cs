using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>A right that is due, with its ground.</summary>
/// <param name="Entitlement">Index into the policy's entitlements.</param>
/// <param name="Rule">Birthright rule; null for a request or exception.</param>
/// <param name="Posting">Posting that the rule matched; null for a request or exception.</param>
/// <param name="Grant">Request or exception; null for a birthright.</param>
/// <param name="Until">Last day; null while no end is known. A moved worker's overlap ends here.</param>
public readonly record struct DesiredMembership(int Entitlement, BirthrightRule? Rule, Posting? Posting, Grant? Grant, DateOnly? Until)
{
    /// <summary>The ground as the cause of whatever gives the right. A method: nothing of it is content of its own.</summary>
    public Cause ToCause() => Grant is { } grant ? new Cause.IsGranted(grant) : new Cause.Serves(Posting!);
}
