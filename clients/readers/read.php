<?php
// Reads every example into its generated class and writes it again: it must say the same.
declare(strict_types=1);

spl_autoload_register(function (string $class): void {
    require '/out/php/' . basename(str_replace('\\', '/', $class)) . '.php';
});

function read(string $class, array $told): object
{
    $found = new $class();
    $seen = [];
    foreach ((new ReflectionClass($class))->getProperties() as $property) {
        if ($property->getName() === 'additionalProperties') {
            $property->setValue($found, []);
            continue;
        }
        $name = strtolower(preg_replace('/(?<=[a-z0-9])([A-Z])/', '_$1', $property->getName()));
        $seen[] = $name;
        $type = $property->getType();
        $setter = 'set' . ucfirst($property->getName());
        $found->$setter(value($type, $told[$name] ?? null));
    }
    if ($unknown = array_diff(array_keys($told), $seen)) {
        throw new Exception("$class: " . implode(', ', $unknown));
    }
    return $found;
}

function value(ReflectionType $type, mixed $told): mixed
{
    $class = $type->getName();
    if ($told === null || $type->isBuiltin()) {
        return $told;
    }
    if (enum_exists($class)) {
        foreach ($class::cases() as $case) {
            if ($case->jsonSerialize() === $told) {
                return $case;
            }
        }
        throw new Exception("$class: $told");
    }
    return read($class, $told);
}

$read = 0;
foreach (glob('/out/examples/*.json') as $file) {
    $name = explode('.', basename($file))[0];
    $told = json_decode(file_get_contents($file), true, flags: JSON_THROW_ON_ERROR);
    $again = json_decode(json_encode(read("Ekinerja\\Events\\$name", $told), JSON_THROW_ON_ERROR), true);
    ksort($told);
    ksort($again);
    if ($told != $again) {
        throw new Exception("$name\n" . json_encode($told) . "\n" . json_encode($again));
    }
    $read++;
}
foreach (glob('/out/php/*.php') as $file) {
    require_once $file;
}
echo "read $read\n";
