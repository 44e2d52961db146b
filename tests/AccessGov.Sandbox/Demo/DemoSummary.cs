using System.Text.Json;

namespace AccessGov.Sandbox.Demo;

/// <summary>What the story measured: artifacts/demo/summary.json. Every broken promise makes the demo fail.</summary>
public sealed class DemoSummary
{
    /// <summary>People whom the 1 April extracts state.</summary>
    public int Workers { get; set; }

    /// <summary>Accounts in the tenant before 1 April.</summary>
    public int Accounts { get; set; }

    /// <summary>People who get another org unit or post.</summary>
    public int Movers { get; set; }

    /// <summary>People whose service ends.</summary>
    public int Leavers { get; set; }

    /// <summary>People who join.</summary>
    public int Joiners { get; set; }

    /// <summary>Actions of the announced plan of 1 April.</summary>
    public int PlanActions { get; set; }

    /// <summary>Of them applied.</summary>
    public int Applied { get; set; }

    /// <summary>Rights in the My Number zone that are withheld because no key is enrolled.</summary>
    public int WithheldByMfa { get; set; }

    /// <summary>What the brake said without the 内示・発令 list.</summary>
    public string UnannouncedPlanVerdict { get; set; } = "";

    /// <summary>What it said with the list.</summary>
    public string AnnouncedPlanVerdict { get; set; } = "";

    /// <summary>The truncated extract was refused and changed nothing.</summary>
    public bool TruncatedFeedRefused { get; set; }

    /// <summary>Taking an order back restored exactly what the order took.</summary>
    public bool RescindedRestored { get; set; }

    /// <summary>Actions of a second plan right after applying: 0.</summary>
    public int SecondPlanActions { get; set; }

    /// <summary>Requests to Graph for planning, applying and verifying 1 April.</summary>
    public long GraphRequests { get; set; }

    /// <summary>The fewest that could do it: two full reads, and every write in full batches.</summary>
    public long GraphRequestsLowerBound { get; set; }

    /// <summary>How often somebody was refused to agree to what he had proposed, asked for or supplied himself.</summary>
    public int AuthorsRefused { get; set; }

    /// <summary>Facts in the audit chain.</summary>
    public long AuditFacts { get; set; }

    /// <summary>The chain verified, and a copy with one altered byte did not.</summary>
    public bool AuditVerified { get; set; }

    /// <summary>Neighbours who cosigned the newest checkpoint of the record.</summary>
    public int Witnessed { get; set; }

    /// <summary>A database of before was put back, and the neighbour's and the city's memory found it.</summary>
    public bool RollbackFound { get; set; }

    /// <summary>Memberships in My Number rights at the end of the last day, as the exported record tells them.</summary>
    public int HoldersOnDay { get; set; }

    /// <summary>Somebody signed in to the portal and saw their own name.</summary>
    public bool PortalShowsOwn { get; set; }

    /// <summary>Keys that somebody enrolled on the portal's pages, and whose rights in the My Number zone came.</summary>
    public int KeysEnrolled { get; set; }

    /// <summary>People whom the product named before a model of keys was withdrawn.</summary>
    public int LockedOutPreviewed { get; set; }

    /// <summary>From the button of whoever lost a key to the last right of the My Number zone gone from the tenant, in seconds.</summary>
    public double LostKeySeconds { get; set; }

    /// <summary>Items of an access review: what the tenant had when it was opened.</summary>
    public int ReviewItems { get; set; }

    /// <summary>Rights that its reviewer removed.</summary>
    public int ReviewRemoved { get; set; }

    /// <summary>Of them gone from the tenant, as it was read back.</summary>
    public int ReviewVerified { get; set; }

    /// <summary>Rights that two people gave because somebody asked.</summary>
    public int RequestsGranted { get; set; }

    /// <summary>Of them taken on the day after their end.</summary>
    public int RequestsExpired { get; set; }

    /// <summary>Length of the story.</summary>
    public double Seconds { get; set; }

    /// <summary>Counts the people of a plan.</summary>
    internal void CountPeople(IReadOnlyList<JsonElement> actions)
    {
        int People(string kind, Func<JsonElement, bool>? where = null) =>
            actions
                .Where(a => a.GetProperty("kind").GetString() == kind && (where is null || where(a)))
                .Select(a => a.GetProperty("target").GetProperty("employee").GetString())
                .Distinct()
                .Count();
        static string Cause(JsonElement a) => a.GetProperty("because").GetProperty("cause").GetProperty("kind").GetString()!;
        Joiners = People("CreateAccount");
        Leavers = People("DisableAccount", a => Cause(a) == "Left");
        Movers = People("ChangeAttributes");
    }
}
