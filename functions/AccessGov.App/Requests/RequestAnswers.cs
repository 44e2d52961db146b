using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests;

/// <summary>What people ask about requests.</summary>
public static class RequestAnswers
{
    /// <summary>One request, with what a reader needs besides.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="State">How it stands today.</param>
    /// <param name="Right">The right; null where the policy has it no more.</param>
    /// <param name="Waiting">Who may agree next; empty where nobody must, or may.</param>
    /// <param name="IsLast">True when the next agreement gives the right.</param>
    public sealed record Line(RightRequest Request, RequestState State, Entitlement? Right, IReadOnlyList<EmployeeId> Waiting, bool IsLast);

    /// <summary>What concerns somebody.</summary>
    /// <param name="ToDecide">Requests that wait for this person, oldest first.</param>
    /// <param name="Own">Requests for the person, or asked by the person, newest first.</param>
    public sealed record Concerning(IReadOnlyList<Line> ToDecide, IReadOnlyList<Line> Own);

    /// <summary>What concerns one person.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Concerning> OfAsync(Workspace workspace, EmployeeId person, CancellationToken ct)
    {
        var scene = await RequestScenes.NowAsync(workspace, ct);
        Line[] open = [.. scene.Ledger.All.Where(r => r.Next is not null).Select(r => LineOf(scene, r))];
        return new Concerning(
            [.. open.Where(l => l.Waiting.Contains(person))],
            [.. scene.Ledger.All.Reverse().Where(r => r.Subject == person || r.AskedBy == person).Select(r => LineOf(scene, r))]
        );
    }

    /// <summary>Every request, newest first.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Line>> AllAsync(Workspace workspace, CancellationToken ct)
    {
        var scene = await RequestScenes.NowAsync(workspace, ct);
        return [.. scene.Ledger.All.Reverse().Select(r => LineOf(scene, r))];
    }

    /// <summary>One request; null for none.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Line?> FindAsync(Workspace workspace, string id, CancellationToken ct)
    {
        var scene = await RequestScenes.NowAsync(workspace, ct);
        return scene.Ledger.Find(id) is { } request ? LineOf(scene, request) : null;
    }

    /// <summary>What is said before anybody asks; null where personnel does not know the person, or the policy the right.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">For whom.</param>
    /// <param name="right">Which right.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<RequestOutlook?> OutlookAsync(
        Workspace workspace,
        EmployeeId person,
        EntitlementId right,
        CancellationToken ct
    )
    {
        var scene = await RequestScenes.NowAsync(workspace, ct);
        return scene.Desired.Facts.Roster.Find(person) is { } worker ? RequestOutlook.Of(scene.Desired, scene.Ledger, worker, right) : null;
    }

    private static Line LineOf(RequestScene scene, RightRequest request) =>
        new(
            request,
            request.StateOn(scene.Desired.On),
            scene.Desired.Policy.Entitlements.FirstOrDefault(e => e.Id == request.Right),
            scene.Approvers.Of(request),
            request.IsLastStage
        );
}
