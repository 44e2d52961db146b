using AccessGov.App.Settings;
using AccessGov.Web.SignIn;

namespace AccessGov.Web.Pages;

/// <summary>The pages in the frame's navigation, by what somebody may do.</summary>
internal static class Navigation
{
    /// <summary>One entry.</summary>
    /// <param name="Path">Where.</param>
    /// <param name="Text">Name of its text.</param>
    internal sealed record Entry(string Path, string Text);

    private static readonly Entry[] OfEverybody =
    [
        new(PublicPaths.Prefix + "/me", "Portal.Me"),
        new(PublicPaths.Prefix + "/keys", "Portal.Keys"),
        new(PublicPaths.Prefix + "/requests", "Portal.Requests"),
    ];

    /// <summary>For whoever stands in the table of operators; others have nothing to do there.</summary>
    private static readonly Entry Counter = new(PublicPaths.Prefix + "/counter", "Portal.Counter");

    private static readonly Entry[] OfOperators =
    [
        new(PublicPaths.Prefix + "/today", "Portal.Today"),
        new(PublicPaths.Prefix + "/people", "Portal.People"),
        new(PublicPaths.Prefix + "/plans", "Portal.Plans"),
        new(PublicPaths.Prefix + "/incidents", "Portal.Incidents"),
        new(PublicPaths.Prefix + "/campaign", "Portal.Campaign"),
    ];

    /// <summary>ホーム of 監査人.</summary>
    private static readonly Entry OfAuditors = new(PublicPaths.Prefix + "/audit", "Portal.Audit");

    /// <summary>Where the policy seals accounts, or an account is open or not reviewed that it sealed once.</summary>
    private static readonly Entry Emergency = new(PublicPaths.Prefix + "/emergency", "Portal.Emergency");

    private static readonly Entry Reviews = new(PublicPaths.Prefix + "/reviews", "Portal.Reviews");

    private static readonly Entry OfHeads = new(PublicPaths.Prefix + "/unit", "Portal.Unit");

    /// <param name="person">Who.</param>
    public static IEnumerable<Entry> Of(SignedIn person) =>
        person.OnlyEnrols
            ? []
            :
            [
                .. person.OnlyReads ? [OfAuditors] : (Entry[])[],
                .. person.MayRead ? OfOperators : [],
                .. person.MayRead && person.HasSealed ? [Emergency] : (Entry[])[],
                .. person.IsInTable ? [Counter] : (Entry[])[],
                .. person.IsHead || person.MayRead ? [Reviews] : (Entry[])[],
                .. person.IsHead ? [OfHeads] : (Entry[])[],
                .. OfEverybody,
            ];
}
