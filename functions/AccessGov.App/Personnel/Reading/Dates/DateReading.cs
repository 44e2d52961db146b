using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Dates;

/// <summary>What a date cell says.</summary>
public abstract record DateReading
{
    private DateReading() { }

    /// <summary>The cell names one day.</summary>
    /// <param name="On">The day.</param>
    /// <param name="Warning">Why the way of writing is doubtful, e.g. 平成32年; null when it is not.</param>
    public sealed record Day(DateOnly On, Wording? Warning) : DateReading;

    /// <summary>No date: an empty cell or a word that stands for "no end".</summary>
    public sealed record NoEnd : DateReading;

    /// <summary>Not a date, an impossible one, or one that could be read in two ways.</summary>
    /// <param name="Reason">What is wrong and what to write instead.</param>
    public sealed record Unreadable(Wording Reason) : DateReading;
}
