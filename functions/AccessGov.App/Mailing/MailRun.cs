using AccessGov.Core.Kernel;

namespace AccessGov.App.Mailing;

/// <summary>What became of a run.</summary>
/// <param name="Sent">Mails that were taken for delivery.</param>
/// <param name="Refused">Addresses that were refused.</param>
/// <param name="Left">People who are left to the next run, because this one took its time.</param>
/// <param name="Why">Why it did not begin, or was broken off; null when neither.</param>
public sealed record MailRun(int Sent, int Refused, int Left, Refusal? Why);
