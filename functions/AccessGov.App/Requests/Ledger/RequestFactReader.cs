using System.Globalization;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests.Ledger;

/// <summary>Reads what a fact tells of a request. Who agreed is who the fact says did it, whatever its body says.</summary>
internal static class RequestFactReader
{
    /// <summary>The id that a fact names; null where it speaks of no request.</summary>
    public static string? IdOf(Fact fact) => fact.BodyText("request");

    /// <summary>What happened; null where the fact tells nothing that can be read.</summary>
    public static RequestEvent? Read(Fact fact)
    {
        if (IdOf(fact) is not { Length: > 0 } id)
            return null;
        var (by, at) = ((fact.Actor as Actor.Employee)?.Id, fact.ToldAt);
        if (fact.Kind == FactKind.RequestAsked)
            return Asked(fact, id, by, at);
        if (fact.Kind == FactKind.RequestAgreed)
            return by is { } agreed && Find(RequestStageCodes.All, fact, "stage") is { } stage && Day(fact, "on") is { } on
                ? new RequestEvent.WasAgreed(id, at, stage, agreed, on)
                : null;
        if (fact.Kind == FactKind.RequestEnded)
            return Find(RequestEndKindCodes.All, fact, "how") is { } how && Day(fact, "on") is { } day
                ? new RequestEvent.HasEnded(id, new RequestEnd(how, IsBySomebody(how) ? by : null, at, day, fact.BodyText("reason")))
                : null;
        return fact.Kind == FactKind.RequestEndTold ? new RequestEvent.EndWasTold(id, at) : null;
    }

    private static RequestEvent.WasAsked? Asked(Fact fact, string id, EmployeeId? by, DateTimeOffset at) =>
        by is { } asker
        && EmployeeId.TryParse(fact.Subject, out var subject)
        && fact.BodyText("right") is { } right
        && Find(GrantKindCodes.All, fact, "kind") is { } kind
        && fact.BodyText("unit") is { } unit
        && Day(fact, "until") is { } until
            ? new RequestEvent.WasAsked(
                new RightRequest(
                    id,
                    subject,
                    asker,
                    at,
                    new EntitlementId(right),
                    kind,
                    new OrgCode(unit),
                    fact.BodyText("purpose") ?? "",
                    until
                )
                {
                    Control = fact.BodyText("control"),
                    Excepts = fact.BodyText("excepts") is { } rule ? new RuleId(rule) : null,
                    Extends = fact.BodyText("extends"),
                }
            )
            : null;

    /// <summary>What a day brings, nobody did.</summary>
    private static bool IsBySomebody(RequestEndKind how) =>
        how is RequestEndKind.Rejected or RequestEndKind.Withdrawn or RequestEndKind.Returned;

    private static T? Find<T>(Core.Codes.EnumCodes<T> codes, Fact fact, string key)
        where T : struct, Enum => fact.BodyText(key) is { } code && codes.TryRead(code, out var value) ? value : null;

    private static DateOnly? Day(Fact fact, string key) =>
        DateOnly.TryParseExact(fact.BodyText(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
