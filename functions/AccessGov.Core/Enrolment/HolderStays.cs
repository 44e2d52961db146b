using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>Whether the holder of a key goes on working: who leaves gives back keys on the way out, and nobody counts them.</summary>
public static class HolderStays
{
    /// <summary>Whoever leaves within so many days gives back a key on the way out.</summary>
    public const int LeavingWithinDays = 31;

    /// <summary>
    /// True when the holder stays, and also when nobody knows: about whom two sources quarrel, or of whom a source is silent, nothing says
    /// that the person leaves.
    /// </summary>
    /// <param name="desired">What is known today.</param>
    /// <param name="holder">Who has the key; null in stock.</param>
    public static bool Of(DesiredState desired, EmployeeId? holder)
    {
        ArgumentNullException.ThrowIfNull(desired);
        if (holder is not { } id)
            return false;
        return desired.Facts.Roster.Find(id) is { } worker
            ? Standing.Of(worker, desired.On.AddDays(LeavingWithinDays), desired.Policy.Timing) is not Standing.Ended
            : desired.IsHeldBack(id);
    }
}
