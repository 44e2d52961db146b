using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

// The least that an isolated worker with our triggers can be, built as the worker's documentation says.
await new HostBuilder().ConfigureFunctionsWebApplication().Build().RunAsync();

namespace AccessGov.Benchmarks.ColdStart
{
    /// <summary>Does nothing.</summary>
    public static class Functions
    {
        /// <summary>Answers at once.</summary>
        [Function("TurnOfDay")]
        public static void TurnOfDay([TimerTrigger("0 0 15 * * *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }
}
