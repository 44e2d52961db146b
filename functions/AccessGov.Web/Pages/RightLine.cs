using AccessGov.App.Planning;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Web.Pages;

/// <summary>One right of a person in the words of pages.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="ZoneName">The zone's name.</param>
/// <param name="Why">Why it is due, or why it is withheld.</param>
/// <param name="Fix">What helps; null for a right that is due.</param>
/// <param name="Until">The last day, or that it lasts as long as the duty.</param>
public sealed record RightLine(string Name, Zone Zone, string ZoneName, string Why, string? Fix, string Until)
{
    /// <summary>True when nothing but a key that the person enrols is missing.</summary>
    public bool WantsKey { get; private init; }

    /// <summary>That a rule would give it although a review took it; null where none would.</summary>
    public string? Conflict { get; private init; }

    /// <summary>The ways out of that; none where there is nothing to get out of.</summary>
    public IReadOnlyList<string> WaysOut { get; private init; } = [];

    /// <summary>The page where the right is asked for as the last of them says.</summary>
    public string AskPath { get; private init; } = "";

    /// <summary>True for the マイナンバー利用事務系.</summary>
    public bool IsMyNumber => Zone == Zone.MyNumber;

    /// <summary>How the zone's tag is marked, besides its word.</summary>
    public string ZoneMark => IsMyNumber ? "my" : "";

    /// <summary>All rights of somebody.</summary>
    /// <param name="here">Texts and policy.</param>
    /// <param name="explained">What is due and what is withheld.</param>
    /// <returns>Those that are due and those that are withheld, the My Number zone first.</returns>
    public static (IReadOnlyList<RightLine> Due, IReadOnlyList<RightLine> Withheld) Of(
        PortalContext here,
        ExplainAccess.Explanation explained
    )
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(explained);
        var desire = explained.Desire;
        return (Ordered(desire.Memberships.Select(m => Line(m, null))), Ordered(desire.Withheld.Select(w => Line(w.Membership, w.Reason))));

        RightLine Line(DesiredMembership membership, WithheldReason? reason)
        {
            var right = explained.Policy.Entitlements[membership.Entitlement];
            return new RightLine(
                right.Name,
                right.Zone,
                here.Ui[$"Zone.{ZoneCodes.Of(right.Zone)}"],
                PortalContext.Capital(reason is null ? here.Text.Of(membership.ToCause()) : here.Text.Of(reason)),
                reason is null ? null : PortalContext.Capital(here.Text.FixOf(reason)),
                membership.Until is { } until
                    ? PortalContext.Capital(here.Ui.Of("Portal.UntilDay", until))
                    : PortalContext.Capital(here.Ui["Portal.UntilDutyEnds"])
            )
            {
                WantsKey = reason is WithheldReason.GateClosed { Gate: Gate.MfaKey },
                Conflict = here.Text.ConflictOf(membership, reason),
                WaysOut = here.Text.ConflictOf(membership, reason) is null ? [] : here.Text.WaysOut(membership.Rule!.Id, right),
                AskPath = AskPathOf(here, right, desire.Worker.Id),
            };
        }

        static RightLine[] Ordered(IEnumerable<RightLine> lines) =>
            [.. lines.OrderByDescending(l => l.IsMyNumber).ThenBy(l => l.Name, StringComparer.Ordinal)];
    }

    /// <summary>The page where somebody asks for a right, for a person.</summary>
    /// <param name="here">Who asks.</param>
    /// <param name="right">The right: by exception where it may not be asked for.</param>
    /// <param name="person">For whom.</param>
    internal static string AskPathOf(PortalContext here, Entitlement right, EmployeeId person) =>
        $"/portal/requests/ask?right={right.Id}{(right.IsRequestable ? "" : "&exception=true")}"
        + (person == here.Me.Id ? "" : $"&for={person}");
}
