using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Requests;

/// <summary>
/// Every request as the events tell it. Law: an event that must not follow on those before it changes nothing and is unfounded, so nobody
/// agrees to his own request, or to both stages, by writing an event.
/// </summary>
public sealed class RequestLedger
{
    private readonly Dictionary<string, RightRequest> requests = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly SortedSet<string> unfounded = new(StringComparer.Ordinal);

    private RequestLedger() { }

    /// <summary>Folds events.</summary>
    /// <param name="events">In their order.</param>
    public static RequestLedger Of(IEnumerable<RequestEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var ledger = new RequestLedger();
        foreach (var happened in events)
            ledger.Take(happened);
        return ledger;
    }

    /// <summary>Every request, oldest first.</summary>
    public IEnumerable<RightRequest> All => order.Select(id => requests[id]);

    /// <summary>Ids of requests of which events tell that must not have followed.</summary>
    public IReadOnlySet<string> Unfounded => unfounded;

    /// <summary>What they give or gave, by person, right and first day.</summary>
    public IReadOnlyList<Grant> Grants =>
        [
            .. All.Select(r => r.ToGrant())
                .OfType<Grant>()
                .OrderBy(g => g.Worker)
                .ThenBy(g => g.Entitlement)
                .ThenBy(g => g.Days.From)
                .ThenBy(g => g.Reference, StringComparer.Ordinal),
        ];

    /// <summary>One request; null for none.</summary>
    /// <param name="id">Its id.</param>
    public RightRequest? Find(string id) => requests.GetValueOrDefault(id);

    /// <summary>A request after an event; null when it must not follow.</summary>
    /// <param name="before">The request; null for none.</param>
    /// <param name="happened">The event.</param>
    public static RightRequest? Next(RightRequest? before, RequestEvent happened) =>
        (before, happened) switch
        {
            (
                null,
                RequestEvent.WasAsked { Request: { Head: null, Owner: null, Officer: null, From: null, End: null, EndToldAt: null } asked }
            ) => asked,
            ({ Next: { } next }, RequestEvent.WasAgreed agreed) when next == agreed.Stage && MayAgree(before, agreed) => Agreed(
                before,
                agreed
            ),
            ({ End: null }, RequestEvent.HasEnded { End: var end }) when MayEnd(before, end) => before with { End = end },
            ({ End: null, From: not null, EndToldAt: null }, RequestEvent.EndWasTold told) => before with { EndToldAt = told.At },
            _ => null,
        };

    private void Take(RequestEvent happened)
    {
        var before = Find(happened.Id);
        if (Next(before, happened) is not { } after)
        {
            unfounded.Add(happened.Id);
            return;
        }
        if (before is null)
            order.Add(happened.Id);
        requests[happened.Id] = after;
    }

    private static bool MayAgree(RightRequest request, RequestEvent.WasAgreed agreed) =>
        agreed.By != request.Subject
        && !request.Givers.Contains(agreed.By)
        && agreed.On <= request.Until
        && agreed.At >= request.AskedAt - RightRequest.ClocksDiffer;

    private static RightRequest Agreed(RightRequest request, RequestEvent.WasAgreed agreed)
    {
        DateOnly? from = request.IsLastStage ? agreed.On : null;
        var agreement = new RequestAgreement(agreed.By, agreed.At);
        return agreed.Stage switch
        {
            RequestStage.Head => request with { Head = agreement, From = from },
            RequestStage.Owner => request with { Owner = agreement, From = from },
            _ => request with { Officer = agreement, From = from },
        };
    }

    private static bool MayEnd(RightRequest request, RequestEnd end) =>
        end.How switch
        {
            RequestEndKind.Rejected => request.From is null && end.By is not null && VisibleText.IsReason(end.Reason),
            RequestEndKind.Withdrawn => request.From is null && end.By is not null,
            RequestEndKind.Returned => request.From is not null && end.By is not null,
            RequestEndKind.NotDecided => request.From is null,
            _ => true,
        };
}
