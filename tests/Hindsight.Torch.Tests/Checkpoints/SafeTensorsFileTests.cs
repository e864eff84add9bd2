using System.Buffers.Binary;
using System.Text;
using Hindsight.Torch.Checkpoints;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class SafeTensorsFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-").FullName;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private string FilePath => Path.Combine(_root, "model.safetensors");

    [Fact]
    public void Write_ThenOpen_GivesEveryTypeAndShapeBack()
    {
        Dictionary<string, Tensor> tensors = Tensors();
        SafeTensorsFile.Write(FilePath, tensors, new Dictionary<string, string> { ["format"] = "pt" });
        SafeTensorsFile file = SafeTensorsFile.Open(FilePath);
        file.Metadata.Should().Equal(new Dictionary<string, string> { ["format"] = "pt" });
        file.Entries.Keys.Should().BeEquivalentTo(tensors.Keys);
        foreach ((string name, Tensor tensor) in tensors)
        {
            Tensor read = file.Read(name);
            read.dtype.Should().Be(tensor.dtype, name);
            read.shape.Should().Equal(tensor.shape, name);
            read.bytes.ToArray().Should().Equal(tensor.contiguous().bytes.ToArray(), name);
        }

        Directory.GetFiles(_root).Should().Equal(FilePath);
    }

    [Fact]
    public void Write_InAnyOrder_GivesTheSameBytes()
    {
        Dictionary<string, Tensor> tensors = Tensors();
        SafeTensorsFile.Write(FilePath, tensors);
        byte[] first = File.ReadAllBytes(FilePath);
        SafeTensorsFile.Write(FilePath, tensors.Reverse().ToDictionary());
        File.ReadAllBytes(FilePath).Should().Equal(first);
    }

    [Fact]
    public void Write_SmallFile_KeepsToTheFormat()
    {
        SafeTensorsFile.Write(FilePath, new Dictionary<string, Tensor> { ["b"] = tensor(new float[] { 1, 2 }), ["a"] = tensor(new float[] { 3 }) });
        byte[] bytes = File.ReadAllBytes(FilePath);
        long header = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        (header % 8).Should().Be(0);
        Encoding.UTF8.GetString(bytes, 8, (int)header).TrimEnd(' ').Should()
            .Be("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""");
        bytes.Skip(8 + (int)header).Should().Equal([0, 0, 64, 64, 0, 0, 128, 63, 0, 0, 0, 64]);
    }

    [Fact]
    public void Open_TruncatedAnywhere_SaysSoAndNamesTheFile()
    {
        SafeTensorsFile.Write(FilePath, new Dictionary<string, Tensor> { ["b"] = tensor(new float[] { 1, 2 }), ["a"] = tensor(new float[] { 3 }) });
        byte[] bytes = File.ReadAllBytes(FilePath);
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            Opening().Should().Throw<ModelFileException>().WithMessage($"'{FilePath}'*truncated*", $"{length} of {bytes.Length} bytes");
        }
    }

    [Fact]
    public void Open_TensorOutsideOfTheData_NamesTheTensor()
    {
        Write("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", 8);
        Opening().Should().Throw<ModelFileException>().WithMessage("*tensor 'a': truncated*12*8*");
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "tensor 'b': it begins at byte 2 of the data, inside of the tensor before, which ends at 4.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[6,10]}}""", 10, "tensor 'b': it begins at byte 6 of the data; expected 4, the end of the tensor before.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "the tensors end at byte 4 of the data; the file has 5.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'a' occurs twice.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a': data_offsets 0 to 4 hold 4 bytes; expected 8 for F32 [2].")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "tensor 'a': found dtype F8_E4M3; expected one of F64, F32, F16, BF16, I64, I32, U8, BOOL.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "tensor 'a': the shape [-1] is no shape.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "tensor 'a': the shape [4611686018427387904, 4] is no shape.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor 'a': data_offsets 4 to 0 hold -4 bytes; expected 4 for F32 [1].")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, """tensor 'a': found {"dtype":"F32","shape":[1]}; expected dtype, shape and two data_offsets.""")]
    [InlineData("""{"a":7}""", 4, "tensor 'a': found 7; expected dtype, shape and two data_offsets.")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "__metadata__ is no object of texts.")]
    [InlineData("[]", 0, "the header is JSON of kind Array; expected an object.")]
    public void Open_BrokenHeader_SaysWhatWasFoundAndExpected(string header, int data, string fault)
    {
        Write(header, data);
        Opening().Should().Throw<ModelFileException>().WithMessage($"'{FilePath}'*").Which.Faults.Should().Equal(fault);
    }

    [Fact]
    public void Open_SeveralFaults_NamesAll()
    {
        Write("""{"a":{"dtype":"X","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[9],"data_offsets":[0,4]}}""", 4);
        Opening().Should().Throw<ModelFileException>().Which.Faults.Should().HaveCount(2);
    }

    [Fact]
    public void Open_HeaderOfAbsurdLength_IsRefusedBeforeItIsRead()
    {
        File.WriteAllBytes(FilePath, [.. BitConverter.GetBytes(long.MaxValue), 1, 2, 3]);
        Opening().Should().Throw<ModelFileException>().WithMessage("*9223372036854775807*");
    }

    [Fact]
    public void Open_DamagedBytes_NeverFailsOtherwise()
    {
        SafeTensorsFile.Write(FilePath, Tensors());
        byte[] bytes = File.ReadAllBytes(FilePath);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes) + 8;
        var random = new RandomStream(7);
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. bytes];
            for (int n = 0; n <= random.NextInt(3); n++) damaged[random.NextInt(header)] = (byte)random.NextInt(256);
            File.WriteAllBytes(FilePath, damaged);
            try
            {
                SafeTensorsFile file = SafeTensorsFile.Open(FilePath);
                foreach (string name in file.Entries.Keys) file.Read(name).Dispose();
            }
            catch (ModelFileException e)
            {
                e.Path.Should().Be(FilePath);
            }
        }
    }

    [Fact]
    public void OpenFolder_Shards_FindsEveryTensor()
    {
        WriteShards("""{"a":"one.safetensors","b":"two.safetensors"}""");
        SafeTensorsFolder folder = SafeTensorsFolder.Open(_root);
        folder.Read("a").item<float>().Should().Be(1);
        folder.Read("b").item<float>().Should().Be(2);
    }

    [Theory]
    [InlineData("""{"a":"one.safetensors","b":"three.safetensors"}""", "the shard 'three.safetensors' is missing.")]
    [InlineData("""{"a":"one.safetensors","c":"two.safetensors"}""", "tensor 'c' is not in 'two.safetensors'.")]
    [InlineData("""{"a":"two.safetensors","b":"one.safetensors"}""", "tensor 'a': found in 'one.safetensors'; expected in 'two.safetensors'.")]
    [InlineData("""{"a":"../one.safetensors"}""", "expected the name of a .safetensors file of the folder.")]
    [InlineData("""{"a":7}""", "expected the name of a .safetensors file of the folder.")]
    public void OpenFolder_WrongIndex_SaysWhatIsWrong(string map, string fault)
    {
        WriteShards(map);
        Action act = () => SafeTensorsFolder.Open(_root);
        act.Should().Throw<ModelFileException>().WithMessage($"*index.json*{fault}*");
    }

    [Fact]
    public void OpenFolder_TensorInTwoShards_IsRefused()
    {
        WriteShards("""{"a":"one.safetensors","b":"two.safetensors"}""");
        SafeTensorsFile.Write(Path.Combine(_root, "two.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(1), ["b"] = ones(1) });
        Action act = () => SafeTensorsFolder.Open(_root);
        act.Should().Throw<ModelFileException>().WithMessage("*tensor 'a' is in 'one.safetensors' and in 'two.safetensors'*");
    }

    [Fact]
    public void OpenFolder_WithoutWeights_SaysWhatIsExpected()
    {
        Action act = () => SafeTensorsFolder.Open(_root);
        act.Should().Throw<ModelFileException>().WithMessage("*neither model.safetensors nor model.safetensors.index.json*");
    }

    private Action Opening() => () => SafeTensorsFile.Open(FilePath);

    private void Write(string header, int data) =>
        File.WriteAllBytes(FilePath, [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[data]]);

    private void WriteShards(string map)
    {
        SafeTensorsFile.Write(Path.Combine(_root, "one.safetensors"), new Dictionary<string, Tensor> { ["a"] = full(1, 1f) });
        SafeTensorsFile.Write(Path.Combine(_root, "two.safetensors"), new Dictionary<string, Tensor> { ["b"] = full(1, 2f) });
        File.WriteAllText(FilePath + ".index.json", $$"""{"metadata":{},"weight_map":{{map}}}""");
    }

    private static Dictionary<string, Tensor> Tensors() => new()
    {
        ["f64"] = tensor(new[] { 1.5, -2 }),
        ["f32"] = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }).t(),
        ["f16"] = tensor(new float[] { 1, 2 }).to(ScalarType.Float16),
        ["bf16"] = tensor(new float[] { 1, 2, 3 }).to(ScalarType.BFloat16),
        ["i64"] = tensor(new long[] { long.MinValue, 7 }),
        ["i32"] = tensor(new[] { 1, -2, 3 }),
        ["u8"] = tensor(new byte[] { 1, 255, 3 }),
        ["bool"] = tensor(new[] { true, false }),
        ["scalar"] = tensor(4.5f),
        ["none"] = zeros(0, 3),
    };
}
