<?php
// A SOAP server of orders, as described by orders.wsdl. Run it in this folder by: php -S 127.0.0.1:8081

declare(strict_types=1);

ini_set('soap.wsdl_cache_enabled', '0');
ini_set('display_errors', '0');

/** Orders answers the operations of the WSDL. */
final class Orders
{
    /** What can be ordered: title and price in cents by stock number. */
    private const PRODUCTS = [
        'KBD-01' => ['Keyboard "Compact"', 4990],
        'MSE-07' => ['Mouse & mat', 2550],
        'CBL-22' => ['Cable < 2 m', 395],
    ];

    /** PlaceOrder prices an order. Its number follows from the reference, so that the same order is the same twice. */
    public function PlaceOrder(stdClass $order): array
    {
        $lines = [];
        $total = 0;
        foreach (is_array($order->line) ? $order->line : [$order->line] as $line) {
            [$title, $price] = self::PRODUCTS[$line->sku] ?? throw self::problem('UnknownProduct', 'There is no such product', $line->sku);
            if ($line->quantity < 1 || $line->quantity > 100) {
                throw self::problem('BadQuantity', 'A quantity is from 1 to 100', $line->sku);
            }
            $amount = $price * $line->quantity;
            $total += $amount;
            $lines[] = ['sku' => $line->sku, 'title' => $title, 'quantity' => $line->quantity, 'amount' => self::money($amount)];
        }

        return [
            'number' => sprintf('A-%08X', crc32($order->reference)),
            'customer' => $order->customer,
            'line' => $lines,
            'total' => self::money($total),
        ];
    }

    /** problem makes a fault whose detail says what kind it is and what it is about. */
    private static function problem(string $code, string $message, string $subject): SoapFault
    {
        return new SoapFault('Client', $message, null, ['code' => $code, 'subject' => $subject], 'OrderProblem');
    }

    /** money writes an amount in cents as a decimal number. */
    private static function money(int $cents): string
    {
        return sprintf('%d.%02d', intdiv($cents, 100), $cents % 100);
    }
}

$server = new SoapServer(__DIR__ . '/orders.wsdl');
$server->setClass(Orders::class);
$server->handle();
