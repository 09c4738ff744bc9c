using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Operation;

/// <summary>How often requests were refused or failed for one reason.</summary>
[NotLedgered]
public sealed class RefusedRequest
{
    /// <summary>Stable code of the reason.</summary>
    public required string Code { get; set; }

    /// <summary>HTTP status that left.</summary>
    public required int Status { get; set; }

    public long Count { get; set; }
    public DateTimeOffset LastAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RefusedRequest>
    {
        public void Configure(EntityTypeBuilder<RefusedRequest> request)
        {
            request.Property(row => row.Code).HasMaxLength(100);
            request.HasKey(row => new { row.Code, row.Status });
        }
    }
}

/// <summary>Adds what a server has counted to what is stored.</summary>
public sealed class KeepRefusedRequests(Store store, TimeProvider clock)
{
    public async Task ExecuteAsync(IReadOnlyDictionary<(string Code, int Status), long> counted, CancellationToken cancellation)
    {
        if (counted.Count == 0)
            return;
        await store.WriteAsync<bool>(async db =>
        {
            foreach (var ((code, status), count) in counted)
            {
                var row = await db.RefusedRequests.FindAsync([code, status], cancellation);
                if (row is null)
                    db.Add(row = new() { Code = code, Status = status });
                row.Count += count;
                row.LastAt = clock.GetUtcNow();
            }

            return true;
        }, cancellation);
    }
}
