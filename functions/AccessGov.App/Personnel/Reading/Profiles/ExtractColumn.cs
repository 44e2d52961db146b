namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>Logical columns of a personnel extract, as profiles name them.</summary>
internal static class ExtractColumn
{
    public const string EmployeeId = "employeeId",
        Name = "name",
        Kana = "kana",
        DisplayName = "displayName",
        EmploymentKind = "employmentKind",
        HiredOn = "hiredOn",
        EndsOn = "endsOn",
        Status = "status",
        PostingKind = "postingKind",
        Org = "org",
        OrgName = "orgName",
        Post = "post",
        PostedFrom = "postedFrom",
        PostedUntil = "postedUntil",
        LeaveKind = "leaveKind",
        LeaveFrom = "leaveFrom",
        LeaveUntil = "leaveUntil",
        FormerId = "formerId",
        FormerName = "formerName",
        EndsAtOnce = "endsAtOnce",
        ConcurrentText = "concurrentText",
        Home = "home";

    /// <summary>Columns that every profile must map.</summary>
    public static readonly string[] Needed =
    [
        EmployeeId,
        Name,
        EmploymentKind,
        HiredOn,
        EndsOn,
        PostingKind,
        Org,
        Post,
        PostedFrom,
        PostedUntil,
        LeaveKind,
        LeaveFrom,
        LeaveUntil,
    ];

    /// <summary>Of the needed ones those in which every row says something.</summary>
    public static readonly string[] Filled = [EmployeeId, Name, EmploymentKind, HiredOn, PostingKind, Org, PostedFrom];

    /// <summary>Columns that a source may not have at all.</summary>
    public static readonly string[] Possible = [Kana, DisplayName, FormerName, Status, OrgName, FormerId, EndsAtOnce, ConcurrentText, Home];
}
