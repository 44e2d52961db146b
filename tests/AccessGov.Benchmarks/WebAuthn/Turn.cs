namespace AccessGov.Benchmarks.WebAuthn;

/// <summary>What one side did of one kind, once through.</summary>
/// <param name="Verified">How many it verified.</param>
/// <param name="Why">Why it refused the last that it refused; empty for none.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">Of all cores, in this process.</param>
internal sealed record Turn(int Verified, string Why, double Seconds, double CpuSeconds);
