using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(AccessGov.Functions.Tests.TakesLongAttribute.First))]

namespace AccessGov.Functions.Tests;

/// <summary>
/// A class whose tests wait for processes for half a minute and more, one after another: it begins first, so that others fill the time
/// that it waits. Left to chance it began last one day, and a processor stood idle for a minute.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesLongAttribute : Attribute
{
    /// <summary>Those that take long before all others; else in the order that was given.</summary>
    internal sealed class First : ITestCollectionOrderer
    {
        private static readonly HashSet<string> Long =
        [
            .. typeof(TakesLongAttribute)
                .Assembly.GetTypes()
                .Where(t => t.IsDefined(typeof(TakesLongAttribute), inherit: false))
                .Select(t => t.GetCustomAttributes(false).OfType<CollectionAttribute>().FirstOrDefault()?.Name ?? t.FullName!),
        ];

        /// <inheritdoc/>
        public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
            IReadOnlyCollection<TTestCollection> testCollections
        )
            where TTestCollection : ITestCollection => [.. testCollections.OrderBy(c => IsLong(c.TestCollectionDisplayName) ? 0 : 1)];

        /// <summary>A collection without a name of its own is called after its class, with words before and behind.</summary>
        private static bool IsLong(string collection) => collection.Split(' ').Any(Long.Contains);
    }
}
