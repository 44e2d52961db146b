using System.Text.Json;
using AccessGov.App.Applying;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Audit.Comparing;

/// <summary>Holds the state of each plan, which decides whether it is applied, against the facts that were told of it.</summary>
internal static class ComparePlans
{
    /// <summary>What facts tell of one plan.</summary>
    private sealed class Told
    {
        public string? Verdict,
            Reasons,
            Kept,
            Made,
            Rejecter,
            Reason;
        public readonly HashSet<string> Approvers = [];
        public readonly HashSet<string> LeftAlone = [];
        public long Intents,
            Outcomes;
    }

    public static async Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct)
    {
        var found = new List<StoreDifference>();
        var scopes = new List<string>();
        await foreach (var scope in workspace.Records.PartitionsAsync(workspace.Tenant, Scopes.PlanPrefix, ct))
            scopes.Add(scope);
        foreach (var scope in scopes)
            found.AddRange(await CompareRows.BetweenCommitsAsync(workspace, scope, () => OneAsync(workspace, scope, ct), ct));
        return found;
    }

    private static async Task<IReadOnlyList<StoreDifference>> OneAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var told = await ToldAsync(workspace, scope, ct);
        var state = await StateAsync(workspace, scope, ct);
        if (state is null)
            return told is null ? [] : [new StoreDifference(StoreDifference.PlanStateMissing, scope, Scopes.State)];
        if (told is null)
            return [new StoreDifference(StoreDifference.PlanUnknown, scope, PlanStatusCodes.Of(state.Status))];
        // Its entry is written before it: a plan without one stands in no list of what waits.
        StoreDifference[] found = [.. Differences(scope, state, told, await ChunkRows.LeftAloneAsync(workspace, state, ct))];
        return await PlanList.HasAsync(workspace, state.Id, state.MadeAt, ct)
            ? found
            : [.. found, new StoreDifference(StoreDifference.PlanUnlisted, scope, $"{state.MadeAt:O}")];
    }

    private static IEnumerable<StoreDifference> Differences(string scope, PlanState state, Told told, IReadOnlySet<string> leftAlone)
    {
        if (Scopes.Plan(state.Id) != scope || state.Kept != told.Kept || told.Made is { } made && made != state.Digest())
            yield return new StoreDifference(StoreDifference.PlanContentDiffers, scope, state.Kept);
        if (
            VerdictCodes.Of(state.Verdict) is var verdict && verdict != told.Verdict
            || told.Reasons is { } reasons && reasons != ReasonsOf(state.Verdict)
        )
            yield return new StoreDifference(StoreDifference.PlanVerdictDiffers, scope, verdict);
        var approver = state.Approval?.Approver is { } who ? new Actor.Employee(who).ToString() : null;
        if (approver is null ? NeedsApprover(state, told) : !told.Approvers.Contains(approver))
            yield return new StoreDifference(StoreDifference.PlanApprovalUnrecorded, scope, approver ?? PlanStatusCodes.Of(state.Status));
        var rejecter = state.Rejection is { By: var no } ? new Actor.Employee(no).ToString() : null;
        if (
            (rejecter, state.Rejection?.Reason) != (told.Rejecter, told.Reason)
            || (state.Status == PlanStatus.Rejected) != (told.Rejecter is not null)
        )
            yield return new StoreDifference(
                StoreDifference.PlanRejectionDiffers,
                scope,
                told.Rejecter ?? rejecter ?? PlanStatusCodes.Of(state.Status)
            );
        if (
            state.Next != told.Intents
            || state.Outcomes.Values.Sum() != told.Outcomes
            || state.Pending.Count != told.Intents - told.Outcomes
            || !told.LeftAlone.SetEquals(leftAlone)
        )
            yield return new StoreDifference(StoreDifference.PlanProgressDiffers, scope, $"{state.Next}");
    }

    private static bool NeedsApprover(PlanState state, Told told) =>
        state.Status == PlanStatus.Approved
        || state.Status is PlanStatus.Applying or PlanStatus.Applied && told is { Verdict: not "clear", Approvers.Count: 0, Intents: > 0 };

    private static async Task<PlanState?> StateAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        try
        {
            return await PartitionCommit.ReadAsync<PlanState>(workspace, scope, Scopes.State, ct);
        }
        catch (Exception e) when (e is JsonException or DamagedException or FormatException)
        {
            return null;
        }
    }

    private static async Task<Told?> ToldAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var (told, isMade) = (new Told(), false);
        await foreach (var record in PartitionCommit.FactsAsync(workspace, scope, "", ct))
        {
            if (Parsed(record.Json) is not { } fact)
                continue;
            if (fact.Kind == FactKind.PlanMade)
                (isMade, told.Verdict, told.Reasons, told.Kept, told.Made) = (
                    true,
                    fact.BodyText("verdict"),
                    fact.BodyMember("reasons"),
                    fact.BodyText("kept"),
                    fact.BodyText("made")
                );
            else if (fact.Kind == FactKind.PlanRefused && fact.BodyText("verdict") is { } verdict)
                (told.Verdict, told.Reasons) = (verdict, fact.BodyMember("reasons"));
            else if (fact.Kind == FactKind.PlanApproved)
                told.Approvers.Add(fact.Actor.ToString());
            else if (fact.Kind == FactKind.PlanRejected)
                (told.Rejecter, told.Reason) = (fact.Actor.ToString(), fact.BodyText("reason"));
            else if (fact.Kind == FactKind.ActionIntended)
                told.Intents++;
            else if (fact.Kind == FactKind.ActionApplied)
            {
                told.Outcomes++;
                if (LeavesAlone(fact))
                    told.LeftAlone.Add(fact.Subject);
            }
        }
        return isMade ? told : null;
    }

    /// <summary>As facts tell them: approvers read them.</summary>
    private static string? ReasonsOf(Verdict verdict)
    {
        using var body = JsonDocument.Parse(new FactBody().Add("reasons", VerdictWords.Body(verdict)).ToJson().Text);
        return body.RootElement.GetProperty("reasons").GetRawText();
    }

    /// <summary>After such an outcome the plan tries nothing more for its person (<see cref="ApplyDecider.After"/>).</summary>
    private static bool LeavesAlone(Fact fact) =>
        (fact.BodyText("seen") is not null || fact.BodyText("code") is not null)
        && fact.BodyText("what") != ActionCodes.All.ByCase[typeof(PlannedAction.RemoveMember)];

    /// <summary>What is no fact any more is named where facts are compared.</summary>
    internal static Fact? Parsed(ReadOnlyMemory<byte> json)
    {
        try
        {
            return FactText.Read(json.Span);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
