using AccessGov.App.Directory;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>Reads the directory again and plans again for the same day: what is still to do is what a plan did not achieve.</summary>
public static partial class VerifyPlan
{
    /// <summary>What the second look found. Closed.</summary>
    public abstract record Result
    {
        private Result() { }

        /// <summary>The directory was read.</summary>
        /// <param name="Remaining">Actions that are still to do; empty when everything is as it should be.</param>
        /// <param name="Findings">What people should look at.</param>
        public sealed record Verified(IReadOnlyList<PlannedAction> Remaining, IReadOnlyList<Finding> Findings) : Result
        {
            /// <summary>Digest of the facts that it was held against.</summary>
            public string FactsDigest { get; init; } = "";
        }

        /// <summary>There is nothing to compare, or the directory was not read to its end.</summary>
        /// <param name="Code">Stable code.</param>
        /// <param name="What">What it is about.</param>
        public sealed record NotVerified(string Code, Wording What) : Result;
    }

    /// <summary>Verifies the day's state, for one plan's worker or for everybody.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="question">The day, the one worker if any, and sources to leave out.</param>
    /// <param name="progress">Told of each page that was read; null for nobody.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Result> RunAsync(
        Workspace workspace,
        Actor actor,
        MakePlan.Question question,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    )
    {
        var (desired, read) = await DesiredAndActual.ReadAsync(workspace, question, progress, ct);
        if (DesiredAndActual.WhyNot(desired, read) is var (code, what))
            return new Result.NotVerified(code, what);
        var complete = (DirectoryRead.Complete)read!;
        var (plan, _) = await DesiredAndActual.PlanAsync(workspace, question with { IgnoresClock = true }, desired, complete, null, ct);
        var daysBehind = await ClockBehind.DaysAsync(workspace, desired.Facts.Roster, ct);
        IReadOnlyList<Finding> findings =
            daysBehind > 0 ? [.. plan.Findings, new Finding(FindingKind.ClockBehind, Detail: $"{daysBehind}")] : plan.Findings;
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Plans, ct);
                commit.Tell(
                    FactKind.PlanVerified,
                    actor,
                    question.Only?.Value ?? "everybody",
                    new FactBody()
                        .Add("on", question.On)
                        .Add("remaining", plan.Actions.Count)
                        .Add("findings", findings.Count)
                        .Add("directory", plan.Inputs.SnapshotDigest)
                        .Add("facts", plan.Inputs.FactsDigest)
                );
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
        return new Result.Verified(plan.Actions, findings) { FactsDigest = plan.Inputs.FactsDigest };
    }
}
