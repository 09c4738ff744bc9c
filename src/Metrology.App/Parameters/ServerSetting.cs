using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Parameters;

/// <summary>What the server was told when it last started and papers or times depend on: time zone, keys, time stamps, addresses.</summary>
[ParametersOf(ParameterSubject.Server, "服务器设置", "Setting of the server")]
public sealed class ServerSetting
{
    /// <summary>Stable name, for example "clock.time-zone".</summary>
    public required string Name { get; set; }

    [Parameter("设置值", "Value of the setting")]
    public required string Value { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ServerSetting>
    {
        public void Configure(EntityTypeBuilder<ServerSetting> setting)
        {
            setting.HasKey(row => row.Name);
            setting.Property(row => row.Name).HasMaxLength(80);
        }
    }
}

/// <summary>Compares what the server is told at its start with what it was told before, and keeps every difference in the history.</summary>
public sealed class RecordSettings(Store store, TimeProvider clock)
{
    /// <summary>No person is signed in when a server starts: who may write its environment changed it.</summary>
    private const string Operator = "服务器启动 / server start";

    private const string Because = "启动时读取的配置与上次不同 / configuration read at the start differs from the last one";

    public Task<Core.Words.Outcome<int>> ExecuteAsync(IReadOnlyList<(string Name, string Value)> settings, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            db.Author = new(null, Operator, clock.GetUtcNow(), Because);
            var known = await db.ServerSettings.ToDictionaryAsync(row => row.Name, cancellation);
            foreach (var (name, value) in settings)
            {
                if (known.GetValueOrDefault(name) is { } row)
                    row.Value = value;
                else
                    db.Add(new ServerSetting { Name = name, Value = value });
            }

            return settings.Count;
        },
        cancellation);
}
