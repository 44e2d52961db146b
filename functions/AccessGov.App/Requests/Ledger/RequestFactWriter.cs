using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests.Ledger;

/// <summary>Writes what happened with a request: a fact, and the row that repeats it, in one commit.</summary>
internal static class RequestFactWriter
{
    public static void Put(PartitionCommit commit, Actor actor, RightRequest after, RequestEvent happened)
    {
        commit.Put(RequestRows.Of(after), after);
        switch (happened)
        {
            case RequestEvent.WasAsked:
                Tell(FactKind.RequestAsked, Asked(after));
                break;
            case RequestEvent.WasAgreed agreed:
                var body = new FactBody().Add("stage", RequestStageCodes.Of(agreed.Stage)).Add("on", agreed.On);
                // Since when and until when, where it is the last: whoever reads the record needs no rule for it.
                Tell(FactKind.RequestAgreed, after.From is { } from ? body.Add("from", from).Add("until", after.Until) : body);
                break;
            case RequestEvent.HasEnded { End: var end }:
                Tell(
                    FactKind.RequestEnded,
                    new FactBody().Add("how", RequestEndKindCodes.Of(end.How)).Add("on", end.On).Add("reason", end.Reason)
                );
                break;
            case RequestEvent.EndWasTold:
                Tell(FactKind.RequestEndTold, new FactBody().Add("until", after.Until));
                break;
            default:
                throw new InvalidOperationException("There is no such event.");
        }

        void Tell(FactKind kind, FactBody body) =>
            commit.Tell(
                kind,
                actor,
                after.Subject.Value,
                body.Add("request", after.Id).Add("right", after.Right.Value).Add("at", happened.At)
            );
    }

    private static FactBody Asked(RightRequest request) =>
        new FactBody()
            .Add("kind", GrantKindCodes.Of(request.Kind))
            .Add("unit", request.Unit.Value)
            .Add("purpose", request.Purpose)
            .Add("until", request.Until)
            .Add("control", request.Control)
            .Add("excepts", request.Excepts?.Value)
            .Add("extends", request.Extends);
}
