using Metrology.App.Equipment;
using Metrology.App.Parameters;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Payloads;

/// <summary>
/// Topics on which an instrument of the register speaks the convention of its maker: who may publish there, and by which mapping a payload is read. Never deleted: messages name it.
/// </summary>
[ParametersOf(ParameterSubject.Equipment, "消息绑定", "Payload binding", Owner = nameof(EquipmentId))]
public sealed class PayloadBinding : IVersioned
{
    /// <summary>Characters of a topic filter.</summary>
    public const int LongestTopic = 200;

    public const int LongestName = 64, LongestValues = 2000;

    public int Id { get; set; }

    /// <summary>Topic filter of MQTT; "+" is one level, "#" all that follow.</summary>
    [Parameter("主题", "Topic")]
    public required string Topic { get; set; }

    public int EquipmentId { get; set; }
    public EquipmentItem? Equipment { get; set; }

    /// <summary>Name by which the device signs in; nobody else may publish on the topic.</summary>
    [Parameter("客户端", "Client")]
    public required string Client { get; set; }

    /// <summary>One of <see cref="IPayloadListener.Mappings"/>.</summary>
    [Parameter("映射", "Mapping")]
    public required string Mapping { get; set; }

    /// <summary>What the values mean where the convention does not say it, a line each; see <see cref="IPayloadListener"/>.</summary>
    [Parameter("各值的含义", "Meaning of the values")]
    public string Values { get; set; } = "";

    /// <summary>Of a device that writes local time without zone: "+08:00" or a name of the IANA data base; empty where it does not.</summary>
    [Parameter("时区", "Time zone")]
    public string Zone { get; set; } = "";

    /// <summary>Seconds between the time of the device and the receipt, after which a message is stale.</summary>
    [Parameter("最长时延（秒）", "Greatest age (s)")]
    public int GreatestAge { get; set; }

    /// <summary>Nothing is taken on the topic any more since then.</summary>
    [Parameter("停用时间", "Closed at")]
    public DateTimeOffset? ClosedAt { get; set; }

    public int Version { get; set; }

    internal sealed class Row : IEntityTypeConfiguration<PayloadBinding>
    {
        public void Configure(EntityTypeBuilder<PayloadBinding> binding)
        {
            binding.Property(row => row.Topic).HasMaxLength(LongestTopic);
            binding.Property(row => row.Client).HasMaxLength(LongestName);
            binding.Property(row => row.Mapping).HasMaxLength(LongestName);
            binding.Property(row => row.Values).HasMaxLength(LongestValues);
            binding.Property(row => row.Zone).HasMaxLength(LongestName);
            binding.HasOne(row => row.Equipment).WithMany().HasForeignKey(row => row.EquipmentId).OnDelete(DeleteBehavior.Restrict);
            binding.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
