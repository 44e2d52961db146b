using System.Globalization;

namespace AccessGov.Tests;

/// <summary>How many random cases a law is tried with: ACCESSGOV_LAWS, 200 when not set.</summary>
internal static class LawCases
{
    /// <summary>Of a law whose cases take long, one of so many; at least one.</summary>
    public static int Of(int share = 1) =>
        Math.Max(1, int.Parse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS") ?? "200", CultureInfo.InvariantCulture) / share);
}
