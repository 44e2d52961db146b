namespace AccessGov.Core.Desired;

/// <summary>The day that the order behind a cause names: from when a posting runs, until when it ran, the last day of service.</summary>
public static class CauseDay
{
    /// <summary>The day, or null when the cause names none.</summary>
    /// <param name="cause">The cause.</param>
    public static DateOnly? Of(Cause cause) =>
        cause switch
        {
            Cause.Joins joins => joins.From,
            Cause.Serves serves => serves.Posting.Days.From,
            Cause.IsGranted granted => granted.Grant.Days.From,
            Cause.Moved moved => moved.Posting.Days.Until,
            Cause.Left left => left.LastDay,
            Cause.OnLeave leave => leave.Leave.Days.From,
            Cause.GrantExpired expired => expired.Grant.Days.Until,
            Cause.NoLongerDue due => due.Was.Dated,
            Cause.RetentionOver over => over.LastDay,
            Cause.Held held => held.Since,
            Cause.ShutByOthers shut => shut.Since,
            Cause.WasStopped stopped => stopped.Since,
            Cause.Vanished vanished => vanished.ServesSince,
            Cause.WasDeleted deleted => deleted.On,
            Cause.ReviewedAway reviewed => reviewed.Removal.DecidedOn,
            Cause.OnDuty
            or Cause.GateClosed
            or Cause.Separated
            or Cause.Unexplained
            or Cause.AttributesDiffer
            or Cause.Renumbered
            or Cause.Adopted
            or Cause.RightRetired => null,
            _ => throw new InvalidOperationException($"Cause {cause.GetType().Name} names no day and does not say so."),
        };
}
