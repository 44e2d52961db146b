using Microsoft.Azure.Functions.Worker;

namespace AccessGov.Functions.Triggers;

/// <summary>Functions that a time of day starts. Schedules are NCRONTAB with seconds, in UTC.</summary>
/// <param name="boundary">Runs them.</param>
public sealed class Timers(TriggerBoundary boundary)
{
    private const int Retries = 3;
    private const string RetryAfter = "00:01:00";

    /// <summary>The nightly look at everything; when, the setting <c>NIGHTLY_CRON</c> says.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("ReconcileNightly"), FixedDelayRetry(Retries, RetryAfter)]
    public Task ReconcileNightly([TimerTrigger("%NIGHTLY_CRON%")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync(
            "ReconcileNightly",
            null,
            i => App.Events.ReconcileNightly.RunAsync(i.Workspace, i.Actor, i.Installation.Log, ct)
        );

    /// <summary>Midnight in Japan, which has no summer time.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("TurnOfDay"), FixedDelayRetry(Retries, RetryAfter)]
    public Task TurnOfDay([TimerTrigger("0 0 15 * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("TurnOfDay", null, i => App.Events.TurnOfDay.RunAsync(i.Workspace, i.Actor, ct));

    /// <summary>Hourly: signed requests whose time has passed are forgotten.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("ForgetSigned"), FixedDelayRetry(Retries, RetryAfter)]
    public Task ForgetSigned([TimerTrigger("0 43 * * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("ForgetSigned", null, i => App.Events.ForgetSigned.RunAsync(i.Workspace, ct));

    /// <summary>Every five minutes: plans for whose keys changed, where a process was killed before it asked for them.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("AskKeyPlans"), FixedDelayRetry(Retries, RetryAfter)]
    public Task AskKeyPlans([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("AskKeyPlans", null, i => App.Events.AskKeyPlans.RunAsync(i.Workspace, ct));

    /// <summary>Every five minutes: carries on reading when accounts last signed in, where the night has begun that.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("ReadSignIns"), FixedDelayRetry(Retries, RetryAfter)]
    public Task ReadSignIns([TimerTrigger("0 2/5 * * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("ReadSignIns", null, i => App.Reviews.ReadSignIns.RunAsync(i.Workspace, i.Actor, ct));

    /// <summary>Every minute: sealed accounts whose hour has come are shut, and whoever watches is told while one is open.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("CloseEmergencies"), FixedDelayRetry(Retries, RetryAfter)]
    public Task CloseEmergencies([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync(
            "CloseEmergencies",
            null,
            async i => boundary.Emergency(await App.Emergency.CloseEmergencies.RunAsync(i.Workspace, i.Actor, ct))
        );

    /// <summary>Hourly: sealed accounts that are enabled although nobody opened them here.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("WatchSealed"), FixedDelayRetry(Retries, RetryAfter)]
    public Task WatchSealed([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("WatchSealed", null, i => App.Emergency.WatchSealed.RunAsync(i.Workspace, i.Actor, ct));

    /// <summary>
    /// Hourly from 10 to 16 in Japan: mail to whoever must enrol a key and has not. More than once a day, so that what a busy server put
    /// off goes out the same day; who was written to waits a week.
    /// </summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("SendReminders"), FixedDelayRetry(Retries, RetryAfter)]
    public Task SendReminders([TimerTrigger("0 0 1-7 * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("SendReminders", null, i => App.Enrolment.SendReminders.RunAsync(i.Workspace, i.Actor, i.Installation.Mail, ct));

    /// <summary>
    /// The same hours, a third of an hour later: mail to reviewers with open items. Who was written to waits for the next day on which the
    /// policy reminds.
    /// </summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("SendReviewMails"), FixedDelayRetry(Retries, RetryAfter)]
    public Task SendReviewMails([TimerTrigger("0 20 1-7 * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync(
            "SendReviewMails",
            null,
            i => App.Reviews.SendReviewMails.RunAsync(i.Workspace, i.Actor, i.Installation.Mail, ct)
        );

    /// <summary>The same hours, another third later: mail to whoever has rights by request that end.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("SendEndingMails"), FixedDelayRetry(Retries, RetryAfter)]
    public Task SendEndingMails([TimerTrigger("0 40 1-7 * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync(
            "SendEndingMails",
            null,
            i => App.Requests.SendEndingMails.RunAsync(i.Workspace, i.Actor, i.Installation.Mail, ct)
        );

    /// <summary>Hourly: the record's log is signed where something is new, and witnessed.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("KeepLog"), FixedDelayRetry(Retries, RetryAfter)]
    public Task KeepLog([TimerTrigger("0 37 * * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("KeepLog", null, i => App.Events.KeepLog.RunAsync(i.Workspace, i.Actor, i.Installation.Log, ct));

    /// <summary>Hourly: subscriptions to change notifications.</summary>
    /// <param name="timer">What the host knows of the schedule.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("RenewSubscriptions"), FixedDelayRetry(Retries, RetryAfter)]
    public Task RenewSubscriptions([TimerTrigger("0 23 * * * *")] TimerInfo timer, CancellationToken ct) =>
        boundary.RunAsync("RenewSubscriptions", null, i => App.Drift.RenewSubscriptions.RunAsync(i.Workspace, i.Actor, ct));
}
