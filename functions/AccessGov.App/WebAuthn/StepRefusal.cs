using AccessGov.App.WebAuthn.Wire;

namespace AccessGov.App.WebAuthn;

/// <summary>A step refused. Stays within the ceremonies, which hand it out as a value.</summary>
internal sealed class StepRefusal(CeremonyStep step, string why) : Exception(why)
{
    public CeremonyStep Step => step;

    /// <summary>Refuses unless something holds.</summary>
    /// <param name="holds">What must hold.</param>
    /// <param name="step">Who refuses.</param>
    /// <param name="why">More for a log.</param>
    public static void Unless(bool holds, CeremonyStep step, string why = "")
    {
        if (!holds)
            throw new StepRefusal(step, why);
    }

    /// <summary>Reads something; what cannot be read is refused.</summary>
    /// <param name="step">Who refuses.</param>
    /// <param name="read">Reads it.</param>
    public static T Read<T>(CeremonyStep step, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (WireFault e)
        {
            throw new StepRefusal(step, e.Message);
        }
    }
}
